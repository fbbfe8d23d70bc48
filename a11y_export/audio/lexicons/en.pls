<?xml version="1.0" encoding="UTF-8"?>
<!-- Names of medicines and diseases, and words beside them, that the voice says wrong by itself: another syllable
     stressed, or another vowel. Each row's source is the entry of CMUdict (the Carnegie Mellon Pronouncing Dictionary)
     in the comment before it; a name without a source is left out. Found by benchmarks/lexicon.py. -->
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="en">
  <!-- AH0 S IY2 T AH0 M IH1 N AH0 F AH0 N -->
  <lexeme><grapheme>acetaminophen</grapheme><phoneme>əˌsitəˈmɪnəfən</phoneme></lexeme>
  <!-- AH0 S IH1 K L OW0 V IH2 R -->
  <lexeme><grapheme>acyclovir</grapheme><phoneme>əˈsɪkloʊˌvɪɹ</phoneme></lexeme>
  <!-- AH0 D EH1 N AH0 V AY2 R AH0 S -->
  <lexeme><grapheme>adenovirus</grapheme><phoneme>əˈdɛnəˌvaɪɹəs</phoneme></lexeme>
  <!-- AE2 L B Y UW1 T ER0 AO0 L -->
  <lexeme><grapheme>albuterol</grapheme><phoneme>ˌælˈbjutɚɔl</phoneme></lexeme>
  <!-- AE2 N JH IY2 AH0 P L AE1 S T IY0 -->
  <lexeme><grapheme>angioplasty</grapheme><phoneme>ˌænˌdʒiəˈplæsti</phoneme></lexeme>
  <!-- AH0 Z IH2 D AH0 TH AY1 M AH0 D IY2 N -->
  <lexeme><grapheme>azidothymidine</grapheme><phoneme>əˌzɪdəˈθaɪməˌdin</phoneme></lexeme>
  <!-- B AY1 AA0 P S IY0 Z -->
  <lexeme><grapheme>biopsies</grapheme><phoneme>ˈbaɪɑpsiz</phoneme></lexeme>
  <!-- B AY1 AA0 P S IY0 -->
  <lexeme><grapheme>biopsy</grapheme><phoneme>ˈbaɪɑpsi</phoneme></lexeme>
  <!-- B Y UW1 P R AH0 N ER0 F IY2 N -->
  <lexeme><grapheme>buprenorphine</grapheme><phoneme>ˈbjupɹənɚˌfin</phoneme></lexeme>
  <!-- K AA0 R S IH1 N AH0 JH AH0 N Z -->
  <lexeme><grapheme>carcinogens</grapheme><phoneme>kɑɹˈsɪnədʒənz</phoneme></lexeme>
  <!-- K OW2 L OW0 R EH1 K T AH0 L -->
  <lexeme><grapheme>colorectal</grapheme><phoneme>ˌkoʊloʊˈɹɛktəl</phoneme></lexeme>
  <!-- D IH2 JH AH0 T AE1 L AH0 S -->
  <lexeme><grapheme>digitalis</grapheme><phoneme>ˌdɪdʒəˈtæləs</phoneme></lexeme>
  <!-- D IH0 F TH IH1 R IY0 AA0 -->
  <lexeme><grapheme>diphtheria</grapheme><phoneme>dɪfˈθɪɹiɑ</phoneme></lexeme>
  <!-- D IH2 S P N IY1 AH0 -->
  <lexeme><grapheme>dyspnea</grapheme><phoneme>ˌdɪspˈniə</phoneme></lexeme>
  <!-- IH0 D IY1 M AH0 -->
  <lexeme><grapheme>edema</grapheme><phoneme>ɪˈdimə</phoneme></lexeme>
  <!-- EH2 L IH0 F AH0 N T AY1 AH0 S IH0 S -->
  <lexeme><grapheme>elephantiasis</grapheme><phoneme>ˌɛlɪfənˈtaɪəsɪs</phoneme></lexeme>
  <!-- EH2 M F AH0 Z IY1 M AH0 -->
  <lexeme><grapheme>emphysema</grapheme><phoneme>ˌɛmfəˈzimə</phoneme></lexeme>
  <!-- EH2 N D AO1 S K AA0 P IY0 -->
  <lexeme><grapheme>endoscopy</grapheme><phoneme>ˌɛnˈdɔskɑpi</phoneme></lexeme>
  <!-- EH2 N T ER0 AH0 K AO1 K AH0 S -->
  <lexeme><grapheme>enterococcus</grapheme><phoneme>ˌɛntɚəˈkɔkəs</phoneme></lexeme>
  <!-- EH2 P IH0 N EH1 F R IH0 N -->
  <lexeme><grapheme>epinephrine</grapheme><phoneme>ˌɛpɪˈnɛfɹɪn</phoneme></lexeme>
  <!-- G AO1 L B L AE2 D ER0 -->
  <lexeme><grapheme>gallbladder</grapheme><phoneme>ˈɡɔlˌblædɚ</phoneme></lexeme>
  <!-- G AA1 L S T OW2 N Z -->
  <lexeme><grapheme>gallstones</grapheme><phoneme>ˈɡɑlˌstoʊnz</phoneme></lexeme>
  <!-- G AA2 N ER0 IY1 AH0 -->
  <lexeme><grapheme>gonorrhea</grapheme><phoneme>ˌɡɑnɚˈiə</phoneme></lexeme>
  <!-- HH IH2 P OW0 K AE1 M P AH0 S -->
  <lexeme><grapheme>hippocampus</grapheme><phoneme>ˌhɪpoʊˈkæmpəs</phoneme></lexeme>
  <!-- HH AY2 D R OW0 K AO1 R T AH0 Z OW2 N -->
  <lexeme><grapheme>hydrocortisone</grapheme><phoneme>ˌhaɪdɹoʊˈkɔɹtəˌzoʊn</phoneme></lexeme>
  <!-- HH AY2 D R OW0 TH EH1 R AH0 P IY0 -->
  <lexeme><grapheme>hydrotherapy</grapheme><phoneme>ˌhaɪdɹoʊˈθɛɹəpi</phoneme></lexeme>
  <!-- IH2 M Y UW0 N OW0 TH EH1 R AH0 P IY0 -->
  <lexeme><grapheme>immunotherapy</grapheme><phoneme>ˌɪmjunoʊˈθɛɹəpi</phoneme></lexeme>
  <!-- K IY1 T OW0 N -->
  <lexeme><grapheme>ketone</grapheme><phoneme>ˈkitoʊn</phoneme></lexeme>
  <!-- L AA0 R IH1 N G AH0 S K OW2 P -->
  <lexeme><grapheme>laryngoscope</grapheme><phoneme>lɑˈɹɪnɡəˌskoʊp</phoneme></lexeme>
  <!-- L EH1 D + P OY1 Z AH0 N IH0 NG -->
  <lexeme><grapheme>lead poisoning</grapheme><phoneme>ˈlɛd ˈpɔɪzənɪŋ</phoneme></lexeme>
  <!-- L OW0 V AE1 S T AH0 T IH0 N -->
  <lexeme><grapheme>lovastatin</grapheme><phoneme>loʊˈvæstətɪn</phoneme></lexeme>
  <!-- M EH2 L AH0 T OW1 N IH0 N -->
  <lexeme><grapheme>melatonin</grapheme><phoneme>ˌmɛləˈtoʊnɪn</phoneme></lexeme>
  <!-- M AH0 T AE1 S T EY2 S IY0 S -->
  <lexeme><grapheme>metastases</grapheme><phoneme>məˈtæˌsteɪsis</phoneme></lexeme>
  <!-- M AH0 T AE1 S T AH0 S IH0 S -->
  <lexeme><grapheme>metastasis</grapheme><phoneme>məˈtæstəsɪs</phoneme></lexeme>
  <!-- M AY0 K R AH1 S K AH0 P IY0 -->
  <lexeme><grapheme>microscopy</grapheme><phoneme>maɪˈkɹʌskəpi</phoneme></lexeme>
  <!-- AA0 F TH AE1 L M AH0 S K OW2 P -->
  <lexeme><grapheme>ophthalmoscope</grapheme><phoneme>ɑfˈθælməˌskoʊp</phoneme></lexeme>
  <!-- P EH2 N T AE1 M IH0 D IY2 N -->
  <lexeme><grapheme>pentamidine</grapheme><phoneme>ˌpɛnˈtæmɪˌdin</phoneme></lexeme>
  <!-- P AH0 D AY1 AH0 T R IH2 S T -->
  <lexeme><grapheme>podiatrist</grapheme><phoneme>pəˈdaɪəˌtɹɪst</phoneme></lexeme>
  <!-- P R OW1 K EY2 N -->
  <lexeme><grapheme>procaine</grapheme><phoneme>ˈpɹoʊˌkeɪn</phoneme></lexeme>
  <!-- P R AO2 S TH EH1 S IH0 S -->
  <lexeme><grapheme>prosthesis</grapheme><phoneme>ˌpɹɔsˈθɛsɪs</phoneme></lexeme>
  <!-- P R OW1 Z AE2 K -->
  <lexeme><grapheme>prozac</grapheme><phoneme>ˈpɹoʊˌzæk</phoneme></lexeme>
  <!-- S ER0 AY1 AH0 S AH0 S -->
  <lexeme><grapheme>psoriasis</grapheme><phoneme>sɚˈaɪəsəs</phoneme></lexeme>
  <!-- S AY2 K OW0 TH EH1 R AH0 P IY0 -->
  <lexeme><grapheme>psychotherapy</grapheme><phoneme>ˌsaɪkoʊˈθɛɹəpi</phoneme></lexeme>
  <!-- R AY2 N OW0 P L AE1 S T IY2 -->
  <lexeme><grapheme>rhinoplasty</grapheme><phoneme>ˌɹaɪnoʊˈplæˌsti</phoneme></lexeme>
  <!-- S K IH2 T S AH0 F R IY1 N IY0 AH0 -->
  <lexeme><grapheme>schizophrenia</grapheme><phoneme>ˌskɪtsəˈfɹiniə</phoneme></lexeme>
  <!-- S K AO1 P AH0 L AH0 M IY2 N -->
  <lexeme><grapheme>scopolamine</grapheme><phoneme>ˈskɔpələˌmin</phoneme></lexeme>
  <!-- S T AE2 F AH0 L AH0 K AO1 K AH0 S -->
  <lexeme><grapheme>staphylococcus</grapheme><phoneme>ˌstæfələˈkɔkəs</phoneme></lexeme>
  <!-- S T EY1 T IH0 N -->
  <lexeme><grapheme>statin</grapheme><phoneme>ˈsteɪtɪn</phoneme></lexeme>
  <!-- S T EY1 T IH0 N Z -->
  <lexeme><grapheme>statins</grapheme><phoneme>ˈsteɪtɪnz</phoneme></lexeme>
  <!-- S T R EH2 P T AH0 K AO1 K AH0 S -->
  <lexeme><grapheme>streptococcus</grapheme><phoneme>ˌstɹɛptəˈkɔkəs</phoneme></lexeme>
  <!-- T AE2 M AA1 K S AH0 F AH0 N -->
  <lexeme><grapheme>tamoxifen</grapheme><phoneme>ˌtæˈmɑksəfən</phoneme></lexeme>
  <!-- T R AY0 G L IH1 S ER0 AY2 D -->
  <lexeme><grapheme>triglyceride</grapheme><phoneme>tɹaɪˈɡlɪsɚˌaɪd</phoneme></lexeme>
  <!-- T R AY0 G L IH1 S ER0 AY2 D Z -->
  <lexeme><grapheme>triglycerides</grapheme><phoneme>tɹaɪˈɡlɪsɚˌaɪdz</phoneme></lexeme>
  <!-- V EY1 L IY0 AH0 M -->
  <lexeme><grapheme>valium</grapheme><phoneme>ˈveɪliəm</phoneme></lexeme>
  <!-- Z OW1 K ER0 -->
  <lexeme><grapheme>zocor</grapheme><phoneme>ˈzoʊkɚ</phoneme></lexeme>
</lexicon>
