package demo

// makerSales are the open sales to factories, hospitals and the gas company.
var makerSales = []sale{
	{name: "东岸汽车电子 MES 换代", customer: "dongan", product: "mes", owner: "emma", wan: 830, close: 66, next: 3,
		path: []int{190, 158, 110, 51}, card: "yyy yyyn 2211112221", tags: "招标 战略",
		place: "B4 invited before_approval doing level neutral 70", goal: "3 个工厂/匠造 MES/东岸汽车电子",
		people: `
			贾宏图 EB H +1>+2 G c2 v r w:status cp:shen @32
			施雯 UB H +4 T c3 v r w:achievements cp:qin @6
			严松 TB H +3>+2 T c3 r w:instrument_of_change @8
			柯文 TB H -2 EK c2 r threat ties:外资_MES_厂商 @13
			阮晴 CO M +4 c4 ok hidden @3
			葛宁 UB M +2>+3 T c2 r w:problem_solver @10
			翟敏 PB M c1 @22`,
		edges: "施雯>贾宏图 严松>施雯 柯文>施雯 阮晴>严松",
		rivals: `
			外资_MES_厂商 leading incumbent seen@150 intel@19 plan:二次开发响应实测
			启衡科技 behind seen@64`,
		gate: "X3? X4+ X5-",
		notes: `
			155 一期是外资做的，改一个看板报价二十万，阮晴把邮件给我看了。
			50 施总要三个厂一套标准，柯文要保住现在这套接口，两个人在会上吵了。
			13 约了柯文两次都说忙。他的顾虑写在报告里：接口全部要重做。
			3 阮晴悄悄说，贾总问过一句“他们交付过几个厂”。`,
		tasks: `
			+3 #RF-25@柯文 柯文：接口平移方案，让他来定验收口径
			-1 #RF-20@贾宏图 请沈总约贾总参观岱川车间
			+8 葛总的追溯场景演示`},
	{name: "东岸电驱 MES", customer: "dongandrive", product: "mes", owner: "emma", wan: 290, close: 230, next: 18,
		path: []int{66, 27}, card: "yyy yyyn 2111111121",
		place: "B2 direct before_approval will leading own 55",
		goal:  "1 个工厂/匠造 MES/东岸电驱",
		people: `
			章明达 EB M +2 G c2 r @14
			田野 UB H +3 T c3 r w:leisure @9
			凌云 TB M +1 T c2 r @12
			阮晴 CO L +3 c3 ok:yny @3`,
		edges: "田野>章明达", gate: "X1+",
		notes: "25 集团那边定了，这边就是照着做；但章总说他不想当第二个试验田。"},
	{name: "白鹭湖医院集成平台", customer: "bailu", product: "his", owner: "emma", wan: 420, close: 21, next: 1,
		path: []int{208, 178, 125, 68, 17}, card: "yyy yyyy 2221121211", tags: "招标",
		place: "B5 public_tender before_approval urgent level neutral 70", goal: "1 套/集成平台+互联互通测评/白鹭湖医院",
		people: `
			童济民 EB H +3 T c2 v r w:status cp:qin @10
			郝仁杰 TB H +2>+3 G c3 v r w:safety @7
			卓航 UB H +3>+4 T c4 v r w:problem_solver @4
			佟丽 UB M +2 T c2 r @15
			倪虹 CO L +4 c3 ok @2
			温国栋 PB M -1>+1 EK c2 @6`,
		edges: "卓航>郝仁杰 郝仁杰>童济民 倪虹>卓航",
		rivals: `
			知禾医科 level incumbent seen@170 intel@13 plan:测评通过率与驻场
			颐联数科 level seen@80 intel@24 plan:接口数量与工期`,
		gate: "X1? X2+",
		notes: `
			176 复审在明年三月，院长一句话：“评不上，我第一个走。”
			18 开标提前了一周，工期承诺要重算。
			4 倪虹说评委里有一位是省里来的，最看重测评经验。`,
		tasks: "+1 投标文件终审\n0 gu: 测评案例补两家\nx4 保证金到账回执"},
	{name: "青禾儿童医院集成平台", customer: "qinghe", product: "his", owner: "emma", wan: 260, close: 135, next: 12,
		path: []int{120, 86, 52}, card: "yyy yyyn 2111121111",
		place: "B3 competitive_negotiation after_approval doing level neutral 50", goal: "1 套/集成平台/青禾儿童医院",
		people: `
			褚慧 EB H +2 G c2 r w:contribution @20
			甘霖 UB H +2>+3 T c3 r @8
			简安 UB H +1 T c2 r @13`,
		edges: "甘霖>褚慧", rivals: "知禾医科 leading seen@70 intel@49",
		gate: "X1? X2+ X6+", notes: "50 简主任只关心一件事：孩子少等一会儿。", tasks: "+11 门诊等候时间测算\n-3 甘主任要的接口清单"},
	{name: "澄光半导体车间自动化 MES", customer: "chengguang", product: "mes", owner: "emma", wan: 760, close: 165,
		next: 5, path: []int{146, 111, 72}, card: "yyy yyyy 2212112221", tags: "外方参与", force: "S2.X5",
		place: "B3 competitive_negotiation before_approval doing level neutral 65",
		goal:  "1 条线/匠造 MES+设备联网/澄光半导体",
		people: `
			俞佳 EB H +2 G c2 r? w:achievements cp:shen @17
			包亦然 UB H +3 T c3 r @9
			盛夏 UB M +2 T c2 r w:safety @12
			楼海 TB H +1 T c3 r w:skills @7
			Daniel_Reyes TB H -3 OC c1 r @15`,
		edges: "楼海>包亦然 Daniel_Reyes>楼海 包亦然>俞佳",
		rivals: `
			外资_MES_厂商 leading seen@130 intel@26 plan:现场联机测试
			启衡科技 behind seen@50 intel@41`,
		gate: "X2? X4+ X6?",
		notes: `
			110 Daniel insists on the toolset he used in his former plant. Ask for his criteria, do not argue.
			17 俞总去年答应过董事会：新线六个月爬坡。这就是她的时间表。
			7 楼经理愿意做一次联机测试，四台设备。`,
		tasks: "+5 联机测试方案\n+2 #RF-30@Daniel_Reyes write to Daniel: list of his acceptance criteria"},
	{name: "Alden Precision MES Rollout", customer: "alden", product: "mes", owner: "emma", wan: 480,
		close: 105, next: 4,
		path: []int{130, 97, 44}, card: "yyy yyyn 2212111221", tags: "外企",
		place: "B4 competitive_negotiation before_approval doing leading neutral 65",
		goal:  "1 plant/MES with traceability/Alden Precision",
		people: `
			Grace_Whitfield EB H +2>+3 G c2 v r w:achievements cp:shen @12
			Mark_Delaney UB H +3>+4 T c3 v r w:recognition cp:qin @6
			Priya_Raman TB H +2 T c3 v r w:control @5
			Tom_Okafor CO M +4 c4 ok @3
			Helen_Brandt TB H +1 G c2 r w:safety @15
			Chen_Wei PB M +1 c2 @9`,
		edges: "Tom_Okafor>Mark_Delaney Mark_Delaney>Grace_Whitfield",
		rivals: `
			Brightline_Works level seen@60 intel@21 plan:local_rollout_team
			Suite_partner behind seen@95`,
		gate: "X1+ X2+ X3?",
		notes: `
			96 Mark: “Two recalls in a year. I want to find a part in five minutes, not five days.”
			43 Grace wants one page: cost of a recall against cost of the project.
			12 Met Grace on site. She asked who will be here on go-live night.
			5 Priya read the proposal, twelve comments, nine of them about interfaces.`,
		tasks: `
			+4 Answer Priya's twelve comments
			-1 One-page recall calculation for Grace
			x11 Site visit follow-up`},
	{name: "Alden Precision Energy Monitoring", customer: "alden", product: "energy", owner: "emma",
		wan: 120, close: 250, next: 22,
		path: []int{58, 22}, card: "yyy yyyn 1111111211", place: "B2 direct before_need will sole own 50",
		goal: "1 plant/energy monitoring/Alden Precision",
		people: `
			Mark_Delaney EB M +3 G c3 r @6
			Priya_Raman TB M +2 c3 @5
			Tom_Okafor UB+CO M +3 T c4 ok r @3`,
		gate: "X1? X6+", notes: "20 Compressed air is a third of the bill; Tom has the meter readings.",
		tasks: "+20 Metering plan with Tom"},
	{name: "海东燃气客服数据平台", customer: "hdgas", product: "data", owner: "emma", close: 310,
		path: []int{39}, card: "y-y y-y- --1-1--1--", place: "B1 direct before_need will leading neutral 55",
		people: "顾小北 UB M +2 T c2 r @8\n尤佳 TB M +1 c2 @14\n安平 UB L c1 @20",
		notes:  "36 热线接通率考核不达标，顾主任被扣了绩效。", tasks: "-2 通话样本分析"},
	{name: "东岸汽车电子能源管控", customer: "dongan", product: "energy", owner: "emma", wan: 240, close: 9, next: 2,
		path: []int{203, 172, 134, 88, 45, 12}, card: "yyy yyyn 2221221121",
		place: "B6 direct before_need doing sole own 75", goal: "2 个工厂/源流能源管控系统/东岸汽车电子",
		people: `
			施雯 EB H +4 T c3 v r w:achievements cp:qin @6
			严松 TB M +4 EK c3 r @8
			葛宁 UB M +3 T c2 r @10
			阮晴 CO M +3 c4 ok hidden @3`,
		edges: "严松>施雯", gate: "X1+ X2? X3+ X5?",
		notes: "44 直接采购，施总签字就行。\n6 就差付款节点对里程碑，财务在看。", tasks: "+2 法务意见回收"},
	{name: "白鹭湖医院三年维保", customer: "bailu", product: "care", owner: "emma", wan: 88, close: 180,
		path: []int{46, 15}, card: "yyy yynn 1211111101",
		place: "B2 direct before_approval will leading own 55",
		goal:  "3 年/维保服务/信息科",
		people: `
			郝仁杰 EB M +2 G c3 r @7
			卓航 UB H +3 T c4 r @4
			倪虹 TB M +3 T c3 @2`,
		gate: "X6?", notes: "14 平台中了，维保自然跟上；别提前谈，容易被并价。"},
}
