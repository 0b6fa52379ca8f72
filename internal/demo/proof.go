package demo

import (
	"strings"

	"sente/internal/sales/influence"
	"sente/internal/sales/strategy"
)

// gains are what a customer's organisation gains, by product.
var gains = map[string]strategy.Result{
	"core":   {Text: "核心批量时间缩短，业务高峰不排队", Metric: "日终批量时长", Target: "由 4 小时降到 90 分钟"},
	"data":   {Text: "报表和指标一个口径，不再手工拼数", Metric: "监管报表出数时间", Target: "由 T+3 提前到 T+1"},
	"ops":    {Text: "故障先于业务部门发现", Metric: "重要系统可用率", Target: "99.95%"},
	"sec":    {Text: "安全事件闭环，检查一次通过", Metric: "高危告警处置时间", Target: "30 分钟内"},
	"mes":    {Text: "生产过程可追溯，在制品下降", Metric: "一次合格率", Target: "由 94% 提到 97%"},
	"energy": {Text: "能耗看得见、管得住", Metric: "单位产值能耗", Target: "年降 6%"},
	"his":    {Text: "互联互通测评达标，门诊少排队", Metric: "患者平均候诊时间", Target: "由 42 分钟降到 25 分钟"},
	"care":   {Text: "系统有人管，问题当天有回音", Metric: "二级故障恢复时间", Target: "4 小时内"},
}

// behaviours are what people do by which we see how far they back us.
var behaviours = map[influence.Support]string{
	5:  "在项目会上公开主张选我们，并替我们答疑",
	4:  "主动告诉我们评审组最关心什么",
	3:  "会上赞成我们的方案，愿意帮着约人",
	2:  "私下认可方案，公开场合还没表态",
	1:  "愿意听，也在看别家",
	-1: "说“先放一放”，资料收下了没看",
	-2: "反复提我们没有同类案例",
	-3: "会上明确反对，认为迁移风险太大",
	-4: "推动把我们不占优的参数写进技术要求",
	-5: "要求不再让我们参加交流",
}

// behaviour is the evidence of a support value; people with Latin names write
// English, and so do we about them.
func behaviour(s influence.Support, name string) string {
	if strings.ContainsAny(name, "abcdefghijklmnopqrstuvwxyz") {
		return behavioursEnglish[s]
	}
	return behaviours[s]
}

var behavioursEnglish = map[influence.Support]string{
	5: "Argued for us in the steering meeting",
	4: "Told us what the evaluation team worries about",
	3: "Agreed with our proposal in the meeting and offered to set up the next one",
	2: "Likes the approach in private, has not said so in public", 1: "Listens, and listens to others too",
	-1: "Polite, puts the next meeting off",
	-2: "Keeps asking for a reference of the same size",
	-3: "Spoke against replacing the present system",
}

// proofs are the evidence that is put forward for the exit criteria.
var proofs = map[string]string{
	"S1.X1": "与科技部门负责人面谈：预算、决策人和痛点都问到了", "S1.X2": "四个问题已逐条写明，经理复核",
	"S1.X3": "评分表已填，失分项有补救办法", "S1.X4": "年度投资计划里列有本项目，见客户内部通知复印件",
	"S1.X5": "级别与预计签约时间已确认", "S1.X6": "已约定首次见面的时间和参加人",
	"S2.X1": "两张组织图已画好，教练核对过", "S2.X2": "三类角色都已找到人，并当面确认职责",
	"S2.X3": "教练三条标准逐条写了依据", "S2.X4": "两位关键人已单独见面，纪要在备注里",
	"S2.X5": "信息表已更新，余下两项本周补", "S2.X6": "已收到客户供应商入围通知",
	"S3.X1": "需求说明书第 2 版，客户部门盖章", "S3.X2": "演示会签到表：技术与业务两边都到场",
	"S3.X3": "技术负责人逐条批注的方案稿", "S3.X4": "与分管领导面谈 40 分钟，纪要已发",
	"S3.X5": "评分办法讨论稿：五大项及权重", "S3.X6": "使用部门愿意做试点，书面回复",
	"S4.X1": "领导在办公会上点名要求按此方案推进", "S4.X2": "评分标准里我方特色项合计 34 分",
	"S4.X3": "对手分析表两页，每家都有对策", "S4.X4": "预算批文号与采购方式已核实",
	"S4.X5": "每位关键人的个人赢已写明，经理谈过一遍", "S4.X6": "严重问题已处理，见本周复盘记录",
	"S4.X7": "付款 3-4-2-1 框架已口头谈妥", "S5.X1": "投标文件回执，按时送达", "S5.X2": "讲标完成，答疑纪要双方签收",
	"S5.X3": "中标候选人公示截图，我方第一", "S6.X1": "谈判准备表：议题、底线、替代方案齐全", "S6.X2": "法务、财务会签完成",
	"S6.X3": "付款节点合计 100%，与里程碑对应", "S6.X4": "合同双方盖章扫描件", "S6.X5": "交接会纪要，交付经理签收",
}

// verdicts are what managers write when they accept evidence.
var verdicts = []string{"同意", "已电话核实，同意", "材料齐全，同意", "与本人核对过，同意"}
