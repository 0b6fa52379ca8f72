package demo

// financeSales are the open sales to insurers, data centres and lenders.
var financeSales = []sale{
	{name: "远澜人寿数据中台", customer: "yllife", product: "data", owner: "he", wan: 880, close: 96, next: 2,
		path: []int{142, 109, 39}, card: "yyy yyyy 2222112221", tags: "战略",
		place: "B4 competitive_negotiation before_need doing leading own 65",
		goal:  "1 套/海图数据中台+指标治理/远澜人寿科技中心",
		people: `
			邓卓然 EB H +2>+3 G c2 v r w:achievements cp:shen @12
			苏曼 UB H +3>+4 T c3 v r w:recognition cp:lu @5
			任远 TB H +2>+3 G c3 v r w:control @7
			曹颖 TB H +3 T c3 r w:instrument_of_change @4
			石磊 CO M +4 c4 ok @3
			江涛 UB M +2 T c2 r w:safety E8/4/7 @10`,
		edges: "曹颖>任远 任远>苏曼 苏曼>邓卓然 石磊>曹颖",
		rivals: `
			恒准数据 behind seen@100 intel@14 plan:理赔指标实测对比
			云汐软件 behind seen@60 intel@21 plan:强调保险同业案例`,
		gate: "X1+ X2+ X3+ X5?",
		notes: `
			130 苏总要的是理赔时效，不是平台。所有材料先写理赔。
			40 参观完琴湖银行，邓总问的是多久见效，我给了 90 天的答案。
			7 曹颖把评分办法的五大项都告诉了大家，公开征求意见。`,
		tasks: "+2 评分办法意见反馈\n+6 gu: 理赔指标实测报告\nx9 邓总参观总结"},
	{name: "远澜人寿核保核心改造", customer: "yllife", product: "core", owner: "he", wan: 1250, close: 320, next: 16,
		path: []int{70, 24}, card: "yyy yyyn 2111112211", place: "B2 before_need will level neutral 50",
		goal: "1 套/澄心核心系统（核保）/远澜人寿",
		people: `
			苏曼 EB H +3 G c3 r cp:lu @5
			任远 TB H +2 EK c3 r @7
			江涛 UB H +1>+2 T c2 r @10
			石磊 CO M +3 c4 ok @3`,
		edges: "石磊>任远", rivals: "磐基信息 leading incumbent seen@30 intel@15",
		gate: "X1+ X5?", notes: "22 任总觉得现在的核心还能用三年，江总说一年都嫌长。让他们自己吵一会儿。",
		tasks: "+15 准备核保旅程访谈提纲"},
	{name: "云岭数据中心安全运营中心", customer: "yldc", product: "sec", owner: "fang", wan: 540, close: 61, next: 3,
		path: []int{180, 156, 101, 40}, card: "yyy yyyn 2222212211", tags: "招标",
		place: "B4 invited before_approval doing leading own 70", goal: "1 套/界碑安全运营平台+运营服务/云岭数据中心",
		people: `
			侯志强 EB H +3>+4 T c3 v r w:safety cp:lu @6
			范丽 UB H +3>+4 T c3 v r w:recognition @8
			秦朗 TB H +2>+4 T c4 v r w:skills @3
			卢瑶 CO M +4 c3 ok @2
			龙飞 CO M +4 c3 ok @5
			万芳 PB M +2 G c2 w:convenience @4`,
		edges: "秦朗>范丽 范丽>侯志强 卢瑶>秦朗 龙飞>范丽",
		rivals: `
			澜盾科技 behind seen@130 intel@11 plan:驻场响应实测+夜班值守方案`,
		gate: "X1+ X2+ X3+ X4+ X5+ X6+ X7?",
		notes: `
			100 秦部长让我们和他的人一起值了一个夜班，七个小时，问题清单三十二条。
			40 预算批了，五百五十万以内。
			6 侯主任办公会上说“就按界碑这个思路写”。就差付款框架的书面确认。
			3 付款框架 3-4-2-1，万主任口头答应，等她邮件。`,
		tasks: "+1 催万主任的书面确认\n+3 请陆总审 X7 的依据\nx8 夜班问题清单闭环"},
	{name: "云岭数据中心机房一体化监控", customer: "yldc", product: "ops", owner: "fang", wan: 300, close: 128, next: 10,
		path: []int{133, 99, 61}, card: "yyy yyyn 1211111211",
		place: "B3 competitive_negotiation after_approval will level neutral 50",
		goal:  "2 个机房/守望一体化运维平台/云岭数据中心运行部",
		people: `
			范丽 EB H +2 EK c3 v r cp:lu @8
			龙飞 TB H -1>+1 EK c2 r @10
			卢瑶 UB M +3 T c3 r w:leisure @2
			秦朗 CO M +3 c4 ok @3`,
		edges: "卢瑶>龙飞", rivals: "机房厂商甲 level incumbent seen@90 intel@50",
		gate: "X1? X2+", notes: "60 范主任说“现在也没出大事”。先别推方案，找一件他们自己不满意的事。",
		tasks: "+7 #RF-29@龙飞 和龙飞一起数一遍去年的告警"},
	{name: "青屿消费金融数据治理", customer: "qyfin", product: "data", owner: "he", wan: 198, close: 33, next: 2,
		path: []int{118, 95, 66}, card: "yyy yyny 1111021112", tags: "价格战",
		place: "B5 competitive_negotiation after_tender urgent behind opponent 60",
		goal:  "1 项/数据治理咨询+工具/青屿消费金融大数据部",
		people: `
			裴俊 EB M c0 r? @60
			傅晓东 TB H -3>-2 OC c1 ties:恒准数据 @24
			丁一鸣 TB M +1 EK c2 r @17
			汪洋 PB L +1 c1 @9`,
		rivals: "恒准数据 leading incumbent seen@100 intel@52\n启衡科技 level seen@58",
		notes: `
			66 收到询价才知道有这个项目，标准八成是恒准写的。
			9 汪洋问能不能再降十五个点。降了也不一定给我们。`,
		tasks: "-4 和陆总定：跟不跟\n+2 回复询价（附价值说明，不降价）"},
	{name: "海岬财险理赔核心", customer: "hjins", product: "core", owner: "fang", wan: 960, close: 70, next: 5,
		path: []int{176, 151, 98, 55}, card: "yyy yyyn 2111112211", veto: "R8",
		place: "B4 competitive_negotiation before_approval doing level neutral 65",
		goal:  "1 套/澄心核心系统（理赔）+迁移/海岬财险",
		people: `
			黎耀辉 EB H +2>+3 G c2 v r w:status cp:shen @9
			钟雪 TB H +3 G c3 r w:advancement @6
			史文 UB H +3>+4 G E8/4/7 c3 v r w:contribution @4
			彭程 TB M -3>-1 EK c2 r threat plan:请他牵头迁移验收，把老系统经验用起来 @11
			廖凡 CO M +3 c3 ok @3
			康宁 PB M +1 c2 @13`,
		edges: "史文>黎耀辉 廖凡>彭程 钟雪>黎耀辉",
		rivals: `
			磐基信息 level seen@140 intel@18 plan:理赔时效实测
			启衡科技 behind incumbent seen@160 intel@80 plan:上次失败的教训表`,
		gate: "X3+ X4? X5+",
		notes: `
			160 上一家供应商做了一半走人，提起来大家都不说话。
			53 史总：“我不要最好的系统，我要能上线的系统。”写进标题。
			11 彭经理怕系统一换自己就没用了，请他牵头验收，态度好多了。`,
		tasks: "+5 黎总的一页材料\n-1 康宁要的资质清单\nx12 彭程谈话"},
	{name: "海岬财险运维平台", customer: "hjins", product: "ops", owner: "fang",
		path: []int{112}, card: "-yy y--- 1-1-------",
		place:  "B1 later level neutral 45",
		people: "廖凡 UB M +2 T c3 r @3\n彭程 TB M -1 EK c2 @11",
		notes:  "101 等理赔项目定了再说，这边一直没人牵头。"},
	{name: "青屿消费金融风控数据服务", customer: "qyfin", product: "data", owner: "he", wan: 120, close: 170, next: 13,
		path: []int{22}, card: "yyy yy-y 1121111111",
		place:  "B1 direct before_need will leading neutral 60",
		people: "方舟 EB H +2 T c2 r? cp:lu @6\n姚琳 UB M +2 T c2 r @8",
		gate:   "X4?", notes: "18 方总绕开技术口直接找的我们，要小心别得罪傅总。", tasks: "+13 与方总定试点客群"},
}
