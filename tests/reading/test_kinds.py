"""Pages of many kinds, written for this test: each piece that must stand in the article, and each that must not.

They were written without a look at the rules, and counted before any was changed for them: of 35 pages 13 were right
(two without an article among them), of 339 pieces to keep 2 were missing, of 220 to cut 63 were left. Twelve more,
written in the same way (what word processors, converters and builders of sites save): 4 were right, of 124 pieces to
keep 11 were missing, of 49 to cut 3 were left. Then 48 by three hands (health sites; other sites; lists, tables and
pictures): 16 were right, two without an article among them, of 1,557 pieces to keep 77 were missing, of 669 to cut 30
were left, and of 827 items, rows, headings and pictures 32 were none of that. Then 25 by two more: 11 were right, one
without an article among them, of 1,082 pieces to keep 74 were missing, 57 of them on two pages, of 259 to cut 14 were
left. Then 42 by three (health sites; pictures and tables; sites of other kinds): of 1,618 pieces to keep 76 were
missing, 16 of them the rows of two tables whose class says "no-footer", of 1,003 to cut 147 were left (pictures to cut
had not been looked at before), and of the items, rows, headings and pictures 50 were none of that. Then 16 health pages
by one more: of 511 pieces to keep 18 were missing, seven of them in a box called "related", of 358 to cut 53 were left.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from a11y_export import words
from a11y_export.errors import NoArticle
from benchmarks.extraction import extract
from tests.reading.pages import assert_law_one, kept, read

KINDS = sorted((Path(__file__).parent / "kinds").glob("*.html"))
# What a piece is to become stands in an attribute, which is taken off before the page is read.
_SAID = re.compile(r'<meta name="want-(\w+)" content="([^"]*)">')
_SHAPES = {"item": ("li",), "row": ("tr",), "heading": ("h1", "h2", "h3", "h4", "h5", "h6")}
_WANTED = re.compile(r"<(\w+)((?: [^<>]*)?) (?:keep|cut)>")

# What still leaks, by page: no rule that is general enough tells it from an article's own.
LEFT = {
    "adam-encyclopedia-entry": [
        "A.B.C.D., Inc. is accredited for health content by an independent board. Its accreditation is an"
        " audit that shows it follows rigorous standards of quality and accountability.",
    ],
    "apotheke-arzneimittel-tabs-de": [
        "Inhalt: 10 ml (34,90 €* / 100 ml), UVP 5,98 €",
        "Immer im Haus",
        "Wirkt schnell und ist hier günstiger als vor Ort. Versand war flott.",
        "Gut, aber brennt",
        "Hilft zuverlässig, in den ersten Sekunden brennt es allerdings etwas.",
        "Teilen Sie Ihre Erfahrungen mit anderen Kunden.",
        "5 € Gutschein für Ihre Newsletter-Anmeldung",
        "Einlösbar ab 30 € Bestellwert, nicht für verschreibungspflichtige Arzneimittel.",
    ],
    "association-patients-spip-francais": [
        "Au quotidien",
        "Un don de 30 € ne vous coûte que 10,20 €",
        "Vos dons financent nos ateliers de gymnastique et les bourses de recherche. Un reçu fiscal vous "
        "est envoyé dans la semaine.",
        "Dans la même rubrique",
        "Une lettre du médecin, une pochette isotherme et jamais la soute : nos conseils pour passer les "
        "contrôles sans stress.",
        "Matelas ferme ou souple ? La question divise nos adhérents, mais pas les études.",
    ],
    "b2b-service-page-wpbakery": [
        "What our clients say",
        "“They found our box before we knew it was lost.” Head of Operations, Helixia",
    ],
    "buying-guide-future-vanilla": [
        "Our expert reviewers spend hours testing products so that you can choose the best for you. Find "
        "out more about how we test.",
    ],
    "charity-condition-page-donation-story": [
        "Will you help someone breathe easier?",
        "We receive no government money. Your gift keeps our nurses on the phone.",
        "More stories like Joyce's",
        "Meet the Tuesday singers of Wexcombe.",
    ],
    "charity-wordpress-elementor-donate-boxes": [
        "Free will-writing for over-55s",
        "picture: An older couple at a kitchen table",
    ],
    "childrens-hospital-leaflet-grommets-umbraco": [
        "Need this in another language or in large print? Ask our PALS office on ext 2090.",
        "Bake for Kestrel this spring",
        "Every cake you sell helps to buy toys for the recovery room. Sign up for a free baking pack with"
        " bunting and recipe cards.",
        "picture: Teddy bear with a bandaged ear",
    ],
    "company-blog-divi": [
        "Want a second pair of eyes?",
        "Our team has reviewed more than 300 contracts. The first hour is free.",
    ],
    "conference-schedule-japanese": ["横にスクロールできます→"],
    "consumer-drug-page": [
        "Does Velatrexin interact with my other drugs? Enter other medications to view a detailed report.",
    ],
    "css-grid-role-tables": ["Plumbline watches your queues so you can sleep."],
    "diabetes-association-recipe-wprm": [
        "Help us send 200 kids to Camp Sweetwater",
        "Every child with type 1 deserves a week when nobody asks what’s on their arm. Your gift is "
        "doubled through March 1.",
        "Let us know how it was by tagging @heartlanddiabetes!",
    ],
    "doctor-answers-thread": [
        "Educational text Q&A. For personal medical advice, start a visit with one of our physicians.",
        "Have a question of your own?",
        "Doctors typically respond within 24 hours. Please don't include your name.",
    ],
    "drug-monograph": ["Uses", "Warnings", "Dosage", "Interactions", "FAQ"],
    "drupal-paragraphs-charity-de": [
        "Ihre Spende schenkt Entlastung",
        "Mit 35 Euro ermöglichen Sie einer Familie einen freien Nachmittag.",
    ],
    "elementor-local-service": [
        "Ring us on 0000 555 019",
        "Wait! Ten per cent off your first sweep",
        "Leave your e-mail and we send you the voucher at once.",
    ],
    "encyclopedia-mediawiki-lighthouse": [
        "This article needs additional citations for verification. Please help improve this article.",
        "[edit]",
        "[edit]",
        "[edit]",
        "picture: //upload.openlore.example/lore/commons/thumb/9/97/Question_book.svg/50px-Questio",
    ],
    "faq-accordion": ["Marlow Vale Surgery, 4 Mill Lane. Lines open 8am to 6.30pm."],
    "forum-thread": [
        "Waterproof your basement for less! Local pros, free estimates.",
        "Licensed plumber",
        "picture: basement_bill",
    ],
    "frontpage-typed-bullets": [
        "*** Raffle tickets are on sale from Doris! First prize a hamper!! ***",
        "Proud member of the Waterways WebRing",
        "Send mail to webmaster@carrowcanal.example with questions or comments about this web site. "
        "Copyright © 2002 The Carrow Canal Society Last modified: 06/04/02",
        "This site is best viewed at 800 x 600 with Internet Explorer 5 or later",
    ],
    "gp-surgery-webforms-earwax": [
        "The surgery will be closed for staff training from 1pm on Wednesday 12th. Please ring 111 if you"
        " cannot wait.",
        "Home",
        "Appointments",
        "Prescriptions",
        "Clinics & Services",
        "Staff Details",
        "News",
        "Have your say",
        "Join our Patient Group. We meet on the last Thursday of the month, with biscuits.",
        "Health news",
        "Opening times",
        "Out of hours: 111",
        "District nurses: 01632 960 055",
    ],
    "health-aem-blood-test-ranges": [
        "Same-day slots at 31 neighborhood labs.",
        "picture: Phlebotomist smiling in a bright waiting room",
    ],
    "health-magazine-product-cards-folded-references": [
        "Sleep deeper tonight",
        "Our Nightly newsletter sends you one doable sleep tip, Monday through Friday.",
        "Your privacy is important to us. Any information you provide may be placed by us on servers located "
        "in countries outside the EU.",
        "Calmara Gentle Magnesium, 120 capsules",
        "Price: $$",
        "Type: glycinate",
        "Dosage: 2 capsules daily",
        "picture: White bottle of Calmara magnesium capsules",
    ],
    "health-next-contentful-vaccine-schedule": [
        "picture: Tamsin Adeyemi",
        "picture: A tin of dinosaur plasters",
        "picture: Baby chewing a spoon",
        "picture: Thermometer in an armpit",
    ],
    "health-old-layout-tables-wrist": [
        "Home",
        "Leaflets",
        "Wrist plaster off",
        "Clinic news",
        "Our new scanner was opened by the Lord Mayor.",
        "Parking charges go up on 1 April.",
        "Sponsored by",
        "© Ashcombe Fracture Clinic. Best viewed at 800 x 600. You are visitor no. 048212",
        "picture: Ashcombe Fracture Clinic",
        "picture: Join the Friends of Ashcombe - only 5 pounds a year",
        "picture: Warning",
        "picture: Bright & Tully Bandages",
    ],
    "health-wix-hand-eczema-before-after": ["picture: Writer: Dr Annelise Brook"],
    "hopital-enfants-fiche-etapes-fr": [
        "Offrez un sourire aux enfants hospitalisés",
        "Avec 20 €, vous financez une heure de présence de nos clowns. Après réduction d’impôt, votre don ne "
        "vous coûte que 5 €.",
    ],
    "hospital-condition-aem-appointment-calls": [
        "Don't live with shoulder pain",
        "Most new orthopedic patients are seen within three business days. Evening visits are available in "
        "Dunmore and Pell City.",
    ],
    "hospital-drupal-layout-builder-prep-steps": [
        "Top 50 in Gastroenterology",
        "New patients are usually seen within ten business days.",
    ],
    "hospital-liferay-espanol": [
        "Descargue MiRobledal",
        "Consulte sus citas, pida el justificante de asistencia y hable con su equipo sin salir de casa.",
        "Nuestros traumatólogos",
        "Siete especialistas en rodilla y una unidad propia de rehabilitación, en la planta baja del "
        "edificio B.",
        "Reciba un correo al mes con los consejos de nuestras enfermeras.",
        "picture: Portal del paciente en un teléfono móvil",
    ],
    "hospital-sitecore-sxa-richtext": [
        "Appointments are often available within 48 hours. Call our team or use the form and we'll ring "
        "you back.",
    ],
    "hospital-tabs": [
        "Meet the team who will look after you.",
        "Getting here",
        "Maps, parking charges and bus routes.",
        "Tell us how we did today.",
    ],
    "how-to-amp-chair-caning": [
        "Shop our caning starter kit, now $38 with free shipping.",
        "Advertisement: Tung oil, the easy way",
        "picture: Sawdust and Cane",
        "picture: https://img.sawdustandcane.example/avatar-lucinda/w900.jpg",
        "picture: Rush seat in progress",
        "picture: Jar of shellac flakes",
    ],
    "hubspot-insurer-wellness": [
        "Marisol has written about health coverage for eleven years and once worked nights in a bakery. "
        "She lives with two cats who ignore her sleep schedule.",
    ],
    "insurer-blog-hubspot-ctas": [
        "Looking for coverage that actually covers PT? Get a quote in two minutes or call 1-800-555-0166 "
        "to talk to a licensed agent.",
    ],
    "krankenkasse-artikel-typo3-deutsch": [
        "Was zahlt die NordKasse?",
        "Mitglieder mit dem Tarif NordPlus erhalten jährlich bis zu 80 Euro für Vorsorgelabor zurück. "
        "Einfach die Rechnung in der App hochladen.",
    ],
    "leaflet-six-sections": ["MedLeaf is a free service."],
    "local-newspaper-story": [
        "Council delays vote on water rates",
        "Della Okafor-Reyes covers city hall and transportation for the Courier. Reach her at 555-0177 or"
        " on X at @dellawrites.",
        "What's your reaction?",
        "People are also reading…",
        "Keep it Clean. Please avoid obscene, vulgar, lewd, racist or sexually-oriented language.",
        "PLEASE TURN OFF YOUR CAPS LOCK.",
    ],
    "magazine-guardian-like-photo-essay": [
        "News",
        "‘I have bent 4,000 hulls’: the steam-box man of Wivenhoe",
        "Sign up to Slow Saturday",
        "Privacy Notice: Newsletters may contain info about charities and online ads.",
        "picture: https://i.meridianpost.example/img/media/rl/460.jpg",
    ],
    "magazine-key-takeaways": [
        "The Surprising Truth About Brown Fat",
        "LivelyWell uses only high-quality sources, including peer-reviewed studies, to support the facts"
        " within our articles. Read our editorial process to learn more.",
    ],
    "magazine-pullquote": ["Photographs by Len Marsh. Subscribe to Platform for six issues a year."],
    "mediawiki-encyclopedia": [
        "This article needs additional citations for verification. Please help improve it by adding "
        "citations to reliable sources. Unsourced material may be challenged.",
        "GND 0000-4411",
    ],
    "medical-society-guideline-sitefinity": ["Become a Friend of the Society"],
    "medium-story": ["A field guide to puddles"],
    "ministerio-saude-plone-downloads-pt": [
        "picture: Campanha Dez Minutos Salvam Vidas",
    ],
    "museum-object-page": [
        "About this object record",
        "Explore the Collections contains over a million catalogue records, and over half a million "
        "images. It is a working database that includes information compiled over the life of the museum."
        " Some of our records may contain offensive and discriminatory language.",
    ],
    "national-health-service-care-cards-expanders": [
        "Order repeat prescriptions in the Isles app",
        "Video: what happens at a balance clinic",
        "An audiologist explains the tests used to find the cause of dizziness.",
        "Community content from HealthTalkers",
        "Join 340 people discussing dizziness in the forum. Posts are not checked by Isles Health.",
    ],
    "news-bbc-like-statistics": [
        "Business",
        "Have you been affected by the issues raised in this story? Get in touch.",
        "Follow Tidewire Business on all the usual platforms.",
    ],
    "news-inline-boxes": ["Storm brings down church spire"],
    "newsletter-middle": ["Sleep better, one letter at a time"],
    "newsletter-view-in-browser": [
        "Donate £10 to our helpline",
        "You are receiving this email because you opted in at one of our roadshows.",
        "unsubscribe from this list",
        "picture: Strong Bones Society newsletter masthead",
        "picture: Facebook",
    ],
    "nextjs-news-story": [
        "Live: follow Storm Maud hour by hour",
        "The Herald is not responsible for the content of external sites.",
    ],
    "nonprofit-programme-page": [
        "Our Mill Street office is closed on Monday 27 May for the bank holiday.",
        "Set a place at the table",
        "£12 pays for one guest’s lunches for a month.",
        "£12",
    ],
    "patient-forum-pinned-guide-discourse": [
        "This community is for peer support. Moderators are not medical staff. Feeling very unwell? Call 111 or 999.",
        "Prep for a morning slot, worth it?",
        "Anyone done it with no sedation?",
        "second dose at 5am was grim",
        "slept all afternoon",
        "New & unread topics",
        "We only set cookies that are needed to log in.",
    ],
    "paywall-fold": ["Unlimited articles", "The weekend puzzle book"],
    "pharmacy-medicine-page-dosage-table": [
        "Brightwell Cetirizine 10mg, 30 tablets",
        "One-a-day relief from hay fever and allergy symptoms. Maximum two packs per order.",
        "Hay fever not under control?",
        "Answer a short questionnaire and one of our prescribers can supply stronger treatments the same "
        "day. No appointment, no waiting room.",
        "picture: Box of Brightwell Cetirizine 10mg, 30 tablets",
    ],
    "pharmacy-product": ["In stock. Order before 4pm for next-day delivery."],
    "portal-login-notice": ["Our phone lines are closed on Monday for the bank holiday."],
    "product-test-tablepress-hedge-trimmers": ["See it at GardenBarn"],
    "publisher-nextjs-css-modules-read-next-cards": [
        "Wellmark picks",
        "CalmCalf Weighted Leg Wrap, $49.99",
        "Glass beads and a removable cover make this our testers’ favorite for side sleepers.",
    ],
    "question-column": ["Do you have a question for Dr Vero? Email askvero@ledger.example."],
    "recipe": ["Jump to recipe", "Pin it"],
    "recipe-wordpress": [
        "This post may contain affiliate links. Read my disclosure policy.",
        "Want to save this recipe?",
        "Enter your email and I’ll send it to your inbox, plus new ideas every week!",
    ],
    "related-prose-cards": [
        "Hal Brock is a health writer from Leeds. His work has appeared in many magazines, and he keeps bees.",
    ],
    "shop-product-page": [
        "Tax included. Shipping calculated at checkout.",
        "Pickup available at Larder & Latch Ludlow",
        "Order before 2pm for same-day dispatch",
        "60-day returns",
        "Pay in 3 with Klinka",
        "Delivery & Returns",
        "Standard delivery: £3.95, 2 to 3 working days",
        "Next day: £6.95, order before 2pm",
        "Highlands, islands and BFPO: £8.95",
        "Unused items can be returned within 60 days in their original packaging.",
        "Customer Reviews",
        "Better than my French one",
        "Heats faster and costs a quarter of the price. The lid is a bit snug at first.",
        "Bought for my daughter’s first flat.",
        "Pros: light, pretty",
        "Cons: trivet is small",
        "Returns",
    ],
    "shopify-product": [
        "Taxes included. Shipping calculated at checkout.",
        "Quantity",
        "Pickup available at Kendal workshop. Usually ready in 24 hours",
        "View full details",
        "Customer Reviews",
        "Ordered it for my husband in January and now carry it myself. It has been up Helvellyn four "
        "times in proper weather, and the sandwiches stayed dry each time.",
    ],
    "split-sections-cards": [
        "Slots from Monday to Saturday.",
        "Read how she did it eight months on.",
        "Fixed prices, no surprises.",
        "Eleven specialists in one house.",
    ],
    "symptom-checker-result": [
        "Your symptoms may need prompt medical evaluation.",
        "This list is not a diagnosis. Select a card to see more.",
        "Acute sinus infection",
        "Your answers",
    ],
    "symptome-conduite-a-tenir-fr": [
        "Votre carte Vitale dans votre téléphone",
        "Téléchargez l’application et laissez votre carte à la maison.",
        "Pour lire cette vidéo, vous devez accepter les cookies de la plateforme de partage.",
        "Merci, votre avis a bien été pris en compte.",
        "Bonjour, je suis Amélius, votre conseiller virtuel.",
    ],
    "travel-guide-listicle": [
        "Our travel resources",
        "✈️ Flights: we compare on Fly.example",
        "🛡️ Insurance: SafeTrip has paid us twice",
        "📶 eSIM: 10% off with code SLOW10",
    ],
    "uniklinikum-pressemitteilung-typo3-de": [
        "Das Universitätsklinikum Steinach",
        "Mit 1.480 Betten und mehr als 9.000 Beschäftigten ist das UKS einer der größten Maximalversorger "
        "der Region. Jährlich werden hier 62.000 Menschen stationär behandelt.",
    ],
    "verzekeraar-advies-app-nl": [
        "In Mijn Duinzorg is vanavond van 22.00 tot 23.00 uur onderhoud.",
        "Slaapcoach nodig? Zit in onze app",
        "Als klant gebruik je de Duinzorg-app gratis: houd een slaapdagboek bij en declareer je rekeningen "
        "in een paar tikken.",
        "Wat kost jouw zorgverzekering?",
        "Bereken je premie in twee minuten.",
        "picture: Telefoon met de Duinzorg-app",
    ],
    "video-page-transcript-chapters": [
        "Was this video helpful?",
        "Your answer goes to the patient information team, not to your clinic.",
        "picture: Thornbury Teaching Hospitals",
    ],
    "woocommerce-product-tabs": ["Reviews (2)", "2 reviews for Hand-Cranked Grain Mill “Marta”"],
    "xenforo-thread": [
        "Apprentice member",
        "Measure twice, sharpen once. My book on box sashes: aggie-thornton.example",
    ],
}


# What is kept in another shape, or a picture that is not.
SHAPELESS: dict[str, list[str]] = {
    "adam-encyclopedia-entry": [
        "Raynaud phenomenon in the fingertips of a right hand",
        "Diagram of the circulatory system",
    ],
    "b2b-service-page-wpbakery": ["Diagnostic specimens", "Reagents", "Instruments"],
    "comparison-review-pros-cons": ["Reverses to clear a jamYes yesnoyes, in theory"],
    "drupal-course-programme": ["Participants bent over a coastal chart of 1647"],
    "forum-thread": ["pit.jpg"],
    "government-advice-page": [
        "checking a lodger’s documents",
        "gas safety for landlords",
        "paying tax when you rent out property",
    ],
    "government-statistics-accordions": ["Ferry statistics: full tables, April to June 2022"],
    "hopital-enfants-fiche-etapes-fr": [
        "Une main agite le spray de haut en bas",
        "Le spray est emboîté à l’arrière de la chambre",
        "Un bébé assis sur les genoux, le masque bien appliqué sur le nez et la bouche",
    ],
    "museum-object-page": ["Timekeeping", "Navigation"],
    "museum-squarespace-orrery": ["Brass wheels and arms packed in straw in a wooden chest"],
    "nutrizione-ricetta-wprm-it": [
        "Ciotola di zuppa d’orzo e lenticchie con foglie di cavolo nero",
    ],
    "recipe-italian-steps": ["Timballo di crespelle tagliato, con la scamorza che fila"],
    "recipe-wordpress": ["Equipment", "Half-sheet pan", "Fine grater"],
    "saas-landing-page": ["Nest"],
    "sports-reference-player": [
        "2x All Star",
        "2004 Founders Cup champion",
        "2006 Best Defenseman",
        "2003-04 39 (6th)",
        "2005-06 46 (2nd)",
        "2005-06 25 (9th)",
    ],
    "travel-guide-listicle": ["Pros", "Cons"],
}

# What is read of the page as something else.
MISREAD: dict[str, dict[str, str]] = {
    "consumer-drug-page": {"title": "Velatrexin side effects"},
    "health-wix-hand-eczema-before-after": {"author": ""},
    "national-health-care-cards": {"title": "Treatment for shingles - Shingles"},
    "systematic-review-plain-summary": {"author": "Olabisi Oduyemi"},
    "xenforo-thread": {"title": "Question Re-hanging a sash window on new cords: which weight and what knot?"},
}

# What is cut all the same.
LOST = {
    "b2b-service-page-wpbakery": [
        "Diagnostic specimens",
        "Category B, UN3373, in certified triple packaging that we bring with us.",
        "Reagents",
        "Weekly milk runs at +2 to +8 °C.",
        "Instruments",
        "Sequencers and mass spectrometers, air-ride, with tilt sensors.",
    ],
    "buying-guide-future-vanilla": [
        "Simmering takes a surgeon's fingers",
        "Lid is soft and warps",
        "Vanishes into a mug",
        "Simmers sweetly",
        "Hopeless in wind without a screen",
        "Arms discolour after one trip",
        "Hose and regulator cost extra",
        "Fuel: Petrol, paraffin, diesel at a pinch, gas",
        "Burns what the village shop sells",
        "Field-serviceable with one tool",
        "Roars like a small aircraft",
        "Priming flare will singe the unwary",
    ],
    "company-blog-divi": [
        "Below are the checks that we run for our own clients. Set aside a morning and a highlighter.",
    ],
    "comparison-review-pros-cons": [
        "Pulls branches in by itself while you stand back",
        "Quiet enough for a Sunday",
        "Heavier than my dog",
        "Box holds sixty litres and fills in nine minutes",
        "Reverses to clear a jamYes yesnoyes, in theory",
    ],
    "conference-schedule-japanese": ["2023年11月18日(土)9時30分から17時30分まで(開場は9時)"],
    "discourse-thread": [
        "Note for people with the brass gauge: its magnet passes the reed twice by design, so for you the"
        " setting stays at two events a tip.",
    ],
    "drupal-course-programme": [
        "Dates16 July 2024 to 18 July 2024",
        "PlaceUniversity Library, Room B12",
        "Fee€240, or €90 for students and people without work",
        "Taught inEnglish, with Danish on request",
        "Last year's course with the great chart of the Sound.",
    ],
    "encyclopedia-mediawiki-lighthouse": ["2019, after eight years unlit"],
    "forum-thread": [
        "You called it. The flapper inside was in two pieces. New valve cost $14, and the pump has now "
        "been silent for six hours.",
    ],
    "gov-stepnav": ["Drivers Medical Group, Swansea SA99 1TU"],
    "government-advice-page": [
        "Telephone: 0300 496 0000Textphone: 0300 496 0001Monday to Friday, 8am to 6pmSaturday, 9am to "
        "1pmFind out about call charges",
        "checking a lodger’s documents",
        "gas safety for landlords",
        "paying tax when you rent out property",
    ],
    "government-statistics-accordions": [
        "Ferry statistics: full tables, April to June 2022",
        "ODS, 214 KB",
        "CSV, 9.8 MB",
    ],
    "museum-object-page": ["Timekeeping"],
    "museum-squarespace-orrery": [
        "Taking off the 1911 solder",
        "A new tooth, stamped 2022",
        "First run, 111 years on",
    ],
    "nonprofit-programme-page": [
        "Tuesday: 10.00-14.30",
        "Thursday: 10.00-14.30",
        "First Saturday: 11.00-15.00",
    ],
    "nutrizione-ricetta-wprm-it": [
        "Porzioni 4",
    ],
    "recipe-wordpress": ["Equipment", "Half-sheet pan", "Fine grater"],
    "saas-landing-page": [
        "Copy what worked. Start from any good month of the past and let Robin repair only what no longer"
        " fits.",
        "Lock what is certain. The chef is always off on Mondays? Put a pin in it and plan round it.",
        "See the cost. Wages for the week are shown while you drag, before anything is published.",
        "For a café or a practice with one team.",
        "For hospitals and chains with their own rules and their own servers.",
    ],
    "shopware-category-cards": ["Cloud Stair Oolong"],
    "sphinx-rtd-module-reference": [
        "The factor for survey feet differs in the seventh digit, which no gauge can measure.",
    ],
    "sports-reference-player": [
        "Position: D ▪ Shoots: Left",
        "6-1, 207lb (185cm, 94kg)",
        "Born: February 11, 1978 in Saint-Ours-du-Lac",
        "Draft: Brockway, 3rd round (71st overall), 1996 entry draft",
        "Relatives: Brother Guy Lacroix",
        "2x All Star",
        "2004 Founders Cup champion",
        "2006 Best Defenseman",
        "Plus-minus was first kept officially in the season of 1999-00; the figure before that is from "
        "the club.",
    ],
    "squarespace-restaurant-menu": [
        "To begin at the bar",
        "Small things, for two hands",
        "Smoked almonds with rosemary salt $5",
        "Radishes in their leaves whipped anchovy butter $7",
        "Oysters from the sound sorrel ice, each $4",
        "Pickled quail's eggs beet, dill and a grating of horseradish $8",
        "Oat bread baked at four, cultured butter $6",
        "First plates",
        "Nettle soup crème fraîche, fried sage $12",
        "Leeks in ashes hazelnut, soft egg, mustard seed $14",
        "Cured trout buttermilk and cucumber, rye crumb $16",
        "Ham hock and parsley pressed overnight, gooseberry chutney $15",
        "Tomatoes, three ways raw, dried and as a clear broth $13",
        "From the hearth",
        "Cooked over apple wood, and in no hurry",
        "Whole plaice brown shrimp, caper leaf $31",
        "Half a guinea fowl bread sauce, charred cabbage, its own gravy $29",
        "Lamb neck seven hours, white beans and mint $33",
        "Celeriac, buried in embers; walnut cream and pear $24",
        "Rib of beef for two marrow toast, watercressadd a fried duck egg $4 $84",
        "Today's pie ask, and be brave $26",
        "On the side",
        "Potatoes in beef fat $8",
        "Hispi with seaweed butter $9",
        "Leaves from Potter's field $7",
        "Carrots, honey, cumin $8",
        "To finish sweetly",
        "Burnt custard rhubarb and ginger $11",
        "Chocolate and rye tart soured cream, flakes of salt $12",
        "Hay ice cream one scoop, or two if you were good $6",
        "Three cheeses oatcakes and quince $16",
    ],
    "stackexchange-question": [
        "I have read the question about feeding intervals, but it deals with a starter at room temperature.",
    ],
    "stomatolog-wix-cennik-pl": [
        "Konsultacja ze zdjęciem RTG",
        "180 zł",
        "Ząb jednokanałowy",
        "900 zł",
        "Ząb dwukanałowy",
        "1200 zł",
        "Ząb trzonowy (3–4 kanały)",
        "od 1500 zł",
        "Powtórne leczenie kanałowe",
        "wycena indywidualna",
    ],
    "travel-guide-listicle": ["What we liked"],
    "xenforo-thread": [
        "A mouse made of lead flashing, bent round a length of thin string, drops over the pulley and "
        "pulls the new cord down behind it in seconds.",
    ],
}


def marked(page: str) -> dict[str, list[html.HtmlElement]]:
    """Give the elements that must be kept, and those that must be cut; raised and lowered words are Unicode's own."""
    tree = html.document_fromstring(page)
    for raised in tree.iter("sup", "sub"):
        shift = words.superscript if raised.tag == "sup" else words.subscript
        for element in raised.iter():
            element.text = shift(element.text) if element.text else None
    return {how: [e for e in tree.iter() if how in e.attrib] for how in ("keep", "cut")}


def squeezed(text: str) -> str:
    """Give a text without its white space, which parts what stands in boxes of its own, and marks around it."""
    return "".join(text.split()).lstrip("•·▢☐").rstrip("#¶")


def judged(page: str) -> tuple[list[str], list[str]]:
    """Give the pieces that are missing, and those that leaked."""
    reading = read(without_marks(page))
    assert_law_one(reading)
    article = reading.article
    body = f" {article.title} {kept(reading)} "
    said = f"{body}{article.disclaimer.text} "
    pieces = {how: [words.fold(e.text_content()) for e in found] for how, found in marked(page).items()}
    due = " ".join(pieces["keep"])  # what is to be cut may say the same as what is to be kept
    missing = [t for t in pieces["keep"] if t not in said and squeezed(t) not in squeezed(said)]
    # A disclaimer that stands in the furniture is pinned, and rightly so.
    left = [t for t in pieces["cut"] if t and body.count(t) > due.count(t) + (t in article.title and t not in due)]
    shown = pictures_of(page)
    left += [f"picture: {picture_of(e)}" for e in marked(page)["cut"] if e.tag in _PICTURES and is_shown(e, shown)]
    return missing, left


_PICTURES = ("img", "amp-img")


def pictures_of(page: str) -> set[tuple[str, str]]:
    """Give address and description of each picture that the article shows."""
    found = html.fragment_fromstring(str(extract(without_marks(page))["html"]), create_parent="div")
    return {(e.get("src", ""), words.fold(e.get("alt", ""))) for e in found.iter("img")}


def is_shown(element: html.HtmlElement, pictures: set[tuple[str, str]]) -> bool:
    """Whether a picture of the page is among those of the article: by its address, else by what describes it."""
    addresses, told = " ".join(element.attrib.values()), picture_of(element)
    return any((src and src in addresses) or (alt and alt == told) for src, alt in pictures)


def picture_of(element: html.HtmlElement) -> str:
    """Give what describes a picture, else its address."""
    return words.fold(element.get("alt", "")) or str(element.get("src", ""))[:80]


def without_marks(page: str) -> str:
    """Give the page as the reader gets it."""
    return _WANTED.sub(r"<\1\2>", _SAID.sub("", page))


def shapeless(page: str) -> list[str]:
    """Give what was kept, but not as the item, row, heading or picture that it is on the page."""
    found = html.fragment_fromstring(str(extract(without_marks(page))["html"]), create_parent="div")
    title = squeezed(read(without_marks(page)).article.title)
    shaped = {kind: {squeezed(e.text_content()) for e in found.iter(*tags)} for kind, tags in _SHAPES.items()}
    pictures = pictures_of(page)
    wrong = []
    for element in marked(page)["keep"]:
        text = squeezed(element.text_content())
        kind = next((k for k, tags in _SHAPES.items() if element.tag in tags), "")
        if kind and text not in shaped[kind] and text != title:
            wrong.append(words.fold(element.text_content()))
        if element.tag in _PICTURES and not is_shown(element, pictures):
            wrong.append(words.fold(element.get("alt", "")))
    return wrong


@pytest.mark.parametrize("path", KINDS, ids=lambda p: p.stem)
def test_the_article_is_found_and_nothing_else(path):
    page = path.read_text(encoding="utf-8")
    if "<!-- no article -->" in page:
        with pytest.raises(NoArticle):
            read(page)
    else:
        assert judged(page) == (LOST.get(path.stem, []), LEFT.get(path.stem, []))


TOLD = [path for path in KINDS if "want-title" in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", TOLD, ids=lambda p: p.stem)
def test_what_is_kept_has_its_shape_and_its_facts(path):
    page = path.read_text(encoding="utf-8")
    assert shapeless(page) == SHAPELESS.get(path.stem, [])
    source = read(without_marks(page)).article
    said = {"title": source.title, "author": source.source.author, "published": source.source.published}
    # Of several authors the page is asked for the first.
    wrong = {
        name: said[name]
        for name, value in _SAID.findall(page)
        if (value not in said[name] if name == "author" else value != said[name])
    }
    assert wrong == MISREAD.get(path.stem, {})
