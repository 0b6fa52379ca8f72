package search

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// maxFixedWord is the length in characters of the longest entry of fixedWords.
const maxFixedWord = 3

// fixedWords are words whose characters are read otherwise than alone: places,
// trades and family names of two characters.
const fixedWords = `
重庆 chong qing|长安 chang an|银行 yin hang|音乐 yin yue|厦门 xia men|大厦 da sha|成都 cheng du|首都 shou du|都市 du shi
长城 chang cheng|长江 chang jiang|长春 chang chun|长沙 chang sha|长虹 chang hong|长征 chang zheng|长庆 chang qing
长兴 chang xing|长乐 chang le|长宁 chang ning|长治 chang zhi|长葛 chang ge|长三角 chang san jiao|长远 chang yuan
校长 xiao zhang|院长 yuan zhang|局长 ju zhang|处长 chu zhang
科长 ke zhang|部长 bu zhang|董事长 dong shi zhang|行长 hang zhang
会长 hui zhang|厂长 chang zhang|店长 dian zhang|组长 zu zhang
队长 dui zhang|成长 cheng zhang|增长 zeng zhang|家长 jia zhang
行业 hang ye|商行 shang hang|支行 zhi hang|分行 fen hang|央行 yang hang|农行 nong hang|工行 gong hang|建行 jian hang
招行 zhao hang|中行 zhong hang|洋行 yang hang|车行 che hang|会计 kuai ji|乐器 yue qi|声乐 sheng yue|器乐 qi yue
民乐 min yue|乐团 yue tuan|乐队 yue dui|乐清 yue qing
乐亭 lao ting|乐山 le shan|重组 chong zu|重建 chong jian|重构 chong gou
重启 chong qi|重复 chong fu|重新 chong xin|重阳 chong yang|番禺 pan yu|蚌埠 beng bu|六安 lu an|涡阳 guo yang|铅山 yan shan
枞阳 zong yang|荥阳 xing yang|洪洞 hong tong|莘县 shen xian|浚县 xun xian|单县 shan xian|东阿 dong e|尉犁 yu li|吴堡 wu bu
西藏 xi zang|宝藏 bao zang|矿藏 kuang zang|亳州 bo zhou|朝阳 chao yang|今朝 jin zhao|宿迁 su qian|宿州 su zhou|柏林 bo lin
模具 mu ju|模板 mu ban|模样 mu yang|空调 kong tiao|调试 tiao shi|调节 tiao jie|调整 tiao zheng|调味 tiao wei|协调 xie tiao
调度 diao du|调查 diao cha|传记 zhuan ji|供给 gong ji|给水 ji shui|给排水 ji pai shui|弹簧 tan huang|弹性 tan xing
率先 shuai xian|角色 jue se|类似 lei si|相似 xiang si|人参 ren shen|海参 hai shen|大夫 dai fu|便宜 pian yi|咖啡 ka fei
地铁 di tie|目的 mu di|的士 di shi|血液 xue ye|学校 xue xiao
校准 jiao zhun|校验 jiao yan|校对 jiao dui|畜牧 xu mu|粘合 nian he
石油 shi you|阿胶 e jiao|阿房 e pang|佛山 fo shan|尉迟 yu chi
万俟 mo qi|单于 chan yu|长孙 zhang sun|澹台 tan tai|令狐 ling hu`

// surnameReadings are family names of one character that are read otherwise
// than the character is in words.
const surnameReadings = `
单 shan|曾 zeng|仇 qiu|区 ou|翟 zhai|解 xie|朴 piao|盖 ge|查 zha|缪 miao|覃 qin|繁 po|祭 zhai|句 gou|秘 bi|折 she|黑 he
员 yun|召 shao|乜 nie|佴 nai|郇 xun|隗 wei|牟 mu|柏 bai|乐 yue
种 chong|尉 yu|谌 chen|洗 xian|贲 ben|郗 xi|宓 mi|瞿 qu|逄 pang
炅 gui|能 nai|不 fou|那 na`

// twoReadings are characters that names use in two ways; the first is the more
// usual one in names.
const twoReadings = `
长 chang zhang|行 hang xing|乐 le yue|重 zhong chong|都 du dou
厦 xia sha|会 hui kuai|朝 chao zhao|藏 cang zang|调 tiao diao
传 chuan zhuan|晟 sheng cheng|柏 bo bai|模 mo mu|率 lv shuai
宿 su xiu|盛 sheng cheng|降 jiang xiang|弹 dan tan|给 gei ji
角 jiao jue|阿 a e|蔚 wei yu|佛 fo fu|堡 bao pu|卡 ka qia
校 xiao jiao|车 che ju|贾 jia gu|粘 zhan nian|畜 chu xu|参 can shen
差 cha chai|绿 lv lu|茄 qie jia|巷 xiang hang|伽 jia ga|似 si shi`

var words = sync.OnceValue(func() map[string][]string {
	table := map[string][]string{}
	entries(fixedWords, func(word string, syllables []string) { table[word] = syllables })
	return table
})

var surnames = sync.OnceValue(func() map[rune]string {
	table := map[rune]string{}
	entries(surnameReadings, func(name string, syllables []string) { table[only(name)] = syllables[0] })
	return table
})

var ambiguous = sync.OnceValue(func() map[rune][]string {
	table := map[rune][]string{}
	entries(twoReadings, func(name string, syllables []string) { table[only(name)] = syllables })
	return table
})

func only(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// entries calls each for every entry of one of the tables above.
func entries(table string, each func(name string, syllables []string)) {
	for entry := range strings.FieldsFuncSeq(table, func(r rune) bool { return r == '|' || r == '\n' }) {
		fields := strings.Fields(entry)
		each(fields[0], fields[1:])
	}
}
