// This file defines the table of blocks: those of the basic plane, and the symbols, ideographs and special ones beyond it.

package regex

// blockTable lists range and name of each block, the name in lower case and without blanks.
const blockTable = "" +
	"0-7f basiclatin;80-ff latin-1supplement;100-17f latinextended-a;180-24f latinextended-b;250-2af ipaextensions;" +
	"2b0-2ff spacingmodifierletters;300-36f combiningdiacriticalmarks;370-3ff greekandcoptic;400-4ff cyrillic;" +
	"500-52f cyrillicsupplement;530-58f armenian;590-5ff hebrew;600-6ff arabic;700-74f syriac;750-77f arabicsupplement;780-7bf thaana;" +
	"7c0-7ff nko;800-83f samaritan;840-85f mandaic;860-86f syriacsupplement;870-89f arabicextended-b;8a0-8ff arabicextended-a;" +
	"900-97f devanagari;980-9ff bengali;a00-a7f gurmukhi;a80-aff gujarati;b00-b7f oriya;b80-bff tamil;c00-c7f telugu;c80-cff kannada;" +
	"d00-d7f malayalam;d80-dff sinhala;e00-e7f thai;e80-eff lao;f00-fff tibetan;1000-109f myanmar;10a0-10ff georgian;" +
	"1100-11ff hanguljamo;1200-137f ethiopic;1380-139f ethiopicsupplement;13a0-13ff cherokee;" +
	"1400-167f unifiedcanadianaboriginalsyllabics;1680-169f ogham;16a0-16ff runic;1700-171f tagalog;1720-173f hanunoo;1740-175f buhid;" +
	"1760-177f tagbanwa;1780-17ff khmer;1800-18af mongolian;18b0-18ff unifiedcanadianaboriginalsyllabicsextended;1900-194f limbu;" +
	"1950-197f taile;1980-19df newtailue;19e0-19ff khmersymbols;1a00-1a1f buginese;1a20-1aaf taitham;" +
	"1ab0-1aff combiningdiacriticalmarksextended;1b00-1b7f balinese;1b80-1bbf sundanese;1bc0-1bff batak;1c00-1c4f lepcha;" +
	"1c50-1c7f olchiki;1c80-1c8f cyrillicextended-c;1c90-1cbf georgianextended;1cc0-1ccf sundanesesupplement;1cd0-1cff vedicextensions;" +
	"1d00-1d7f phoneticextensions;1d80-1dbf phoneticextensionssupplement;1dc0-1dff combiningdiacriticalmarkssupplement;" +
	"1e00-1eff latinextendedadditional;1f00-1fff greekextended;2000-206f generalpunctuation;2070-209f superscriptsandsubscripts;" +
	"20a0-20cf currencysymbols;20d0-20ff combiningdiacriticalmarksforsymbols;2100-214f letterlikesymbols;2150-218f numberforms;" +
	"2190-21ff arrows;2200-22ff mathematicaloperators;2300-23ff miscellaneoustechnical;2400-243f controlpictures;" +
	"2440-245f opticalcharacterrecognition;2460-24ff enclosedalphanumerics;2500-257f boxdrawing;2580-259f blockelements;" +
	"25a0-25ff geometricshapes;2600-26ff miscellaneoussymbols;2700-27bf dingbats;27c0-27ef miscellaneousmathematicalsymbols-a;" +
	"27f0-27ff supplementalarrows-a;2800-28ff braillepatterns;2900-297f supplementalarrows-b;" +
	"2980-29ff miscellaneousmathematicalsymbols-b;2a00-2aff supplementalmathematicaloperators;2b00-2bff miscellaneoussymbolsandarrows;" +
	"2c00-2c5f glagolitic;2c60-2c7f latinextended-c;2c80-2cff coptic;2d00-2d2f georgiansupplement;2d30-2d7f tifinagh;" +
	"2d80-2ddf ethiopicextended;2de0-2dff cyrillicextended-a;2e00-2e7f supplementalpunctuation;2e80-2eff cjkradicalssupplement;" +
	"2f00-2fdf kangxiradicals;2ff0-2fff ideographicdescriptioncharacters;3000-303f cjksymbolsandpunctuation;3040-309f hiragana;" +
	"30a0-30ff katakana;3100-312f bopomofo;3130-318f hangulcompatibilityjamo;3190-319f kanbun;31a0-31bf bopomofoextended;" +
	"31c0-31ef cjkstrokes;31f0-31ff katakanaphoneticextensions;3200-32ff enclosedcjklettersandmonths;3300-33ff cjkcompatibility;" +
	"3400-4dbf cjkunifiedideographsextensiona;4dc0-4dff yijinghexagramsymbols;4e00-9fff cjkunifiedideographs;a000-a48f yisyllables;" +
	"a490-a4cf yiradicals;a4d0-a4ff lisu;a500-a63f vai;a640-a69f cyrillicextended-b;a6a0-a6ff bamum;a700-a71f modifiertoneletters;" +
	"a720-a7ff latinextended-d;a800-a82f sylotinagri;a830-a83f commonindicnumberforms;a840-a87f phags-pa;a880-a8df saurashtra;" +
	"a8e0-a8ff devanagariextended;a900-a92f kayahli;a930-a95f rejang;a960-a97f hanguljamoextended-a;a980-a9df javanese;" +
	"a9e0-a9ff myanmarextended-b;aa00-aa5f cham;aa60-aa7f myanmarextended-a;aa80-aadf taiviet;aae0-aaff meeteimayekextensions;" +
	"ab00-ab2f ethiopicextended-a;ab30-ab6f latinextended-e;ab70-abbf cherokeesupplement;abc0-abff meeteimayek;" +
	"ac00-d7af hangulsyllables;d7b0-d7ff hanguljamoextended-b;d800-db7f highsurrogates;db80-dbff highprivateusesurrogates;" +
	"dc00-dfff lowsurrogates;e000-f8ff privateusearea;f900-faff cjkcompatibilityideographs;fb00-fb4f alphabeticpresentationforms;" +
	"fb50-fdff arabicpresentationforms-a;fe00-fe0f variationselectors;fe10-fe1f verticalforms;fe20-fe2f combininghalfmarks;" +
	"fe30-fe4f cjkcompatibilityforms;fe50-fe6f smallformvariants;fe70-feff arabicpresentationforms-b;" +
	"ff00-ffef halfwidthandfullwidthforms;fff0-ffff specials;1d400-1d7ff mathematicalalphanumericsymbols;1f000-1f02f mahjongtiles;" +
	"1f030-1f09f dominotiles;1f0a0-1f0ff playingcards;1f100-1f1ff enclosedalphanumericsupplement;" +
	"1f200-1f2ff enclosedideographicsupplement;1f300-1f5ff miscellaneoussymbolsandpictographs;1f600-1f64f emoticons;" +
	"1f650-1f67f ornamentaldingbats;1f680-1f6ff transportandmapsymbols;1f700-1f77f alchemicalsymbols;" +
	"1f780-1f7ff geometricshapesextended;1f800-1f8ff supplementalarrows-c;1f900-1f9ff supplementalsymbolsandpictographs;" +
	"1fa00-1fa6f chesssymbols;1fa70-1faff symbolsandpictographsextended-a;1fb00-1fbff symbolsforlegacycomputing;" +
	"20000-2a6df cjkunifiedideographsextensionb;2a700-2b73f cjkunifiedideographsextensionc;2b740-2b81f cjkunifiedideographsextensiond;" +
	"2b820-2ceaf cjkunifiedideographsextensione;2ceb0-2ebef cjkunifiedideographsextensionf;" +
	"2f800-2fa1f cjkcompatibilityideographssupplement;e0000-e007f tags;e0100-e01ef variationselectorssupplement;" +
	"f0000-fffff supplementaryprivateusearea-a;100000-10ffff supplementaryprivateusearea-b;"
