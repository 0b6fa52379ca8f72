package demo

// metroSales are the open sales to metros, energy, ports, water and heavy works.
var metroSales = []sale{
	{name: "南岭轨交集团数据标准平台", customer: "nlmetro", product: "data", owner: "tang", wan: 520, close: 155, next: 7,
		path: []int{128, 92, 43}, card: "yyy yyyn 2111112121", tags: "招标",
		place: "B3 public_tender before_need will level neutral 55", goal: "1 套/海图数据中台（标准管理）/集团信息中心",
		people: `
			秦国梁 EB H c1 r? @46 -110
			许崇岳 TB H +2 G c2 r w:seen_as_leader cp:qin @14
			马骏驰 UB H +3 T c3 r w:more_function @6
			温雅 CO M +3 c3 ok @4
			潘玉成 PB M c1 @30`,
		edges: "温雅>马骏驰 马骏驰>许崇岳", rivals: "恒准数据 level seen@80 intel@33",
		gate: "X1? X2+",
		notes: `
			90 标准由集团定，用的是运营公司。两边要一起约。
			14 许总工把董事长的关注点讲清楚了：投资能不能少重复。`,
		tasks: "+7 请秦总陪同拜访秦董\n+12 标准目录初稿"},
	{name: "南岭运营车辆智能运维", customer: "nlop", product: "ops", owner: "tang", wan: 690, close: 30, next: 2,
		path: []int{200, 171, 122, 70, 21}, card: "yyy yyyy 2221122211", tags: "招标 样板", force: "S4.X2",
		place: "B5 invited before_approval doing leading own 75", goal: "1 条线/车辆智能运维平台/南岭运营车辆中心",
		people: `
			邱建波 EB H +2>+3 G c2 v r w:safety cp:qin @12
			孔令飞 UB H +3>+5 T c4 v r w:recognition @3
			岳凌 TB M +2 G c2 r w:control @11
			曾铁军 CO M +4 c4 ok @2`,
		edges: "孔令飞>邱建波 曾铁军>孔令飞",
		rivals: `
			车辆厂自研平台 level incumbent seen@150 intel@16 plan:数据归属与开放接口
			启衡科技 behind seen@100 intel@29`,
		gate: "X1+",
		notes: `
			170 跟了一个夜修班，孔主任说以前没有厂家的人在库里待到四点。
			22 开标在下周四，讲标人定秦总和顾言。
			3 gu: 讲标材料第三稿，把“少趴一列车”放到第一页。`,
		tasks: "+2 讲标彩排\n+6 开标\nx3 投标文件密封检查"},
	// Invited after the tender was out: the standard is another's, and nobody has met who decides.
	{name: "南岭建设工程数据归集", customer: "nlbuild", product: "data", owner: "tang", wan: 310, close: 24, next: 2,
		path: []int{36, 33, 20}, card: "yyy yyn- 11111-1011", tags: "招标",
		place: "B5 public_tender after_tender doing behind opponent 55", goal: "1 套/工程数据归集平台/建设公司机电部",
		people: `
			汤立新 EB H c0 r? @30
			骆峰 UB H +1 EK c2 r? @11
			马骏驰 TB H -2 c1 r? ties:工程软件商 @19
			向红 PB M c1 @6`,
		edges:  "骆峰>汤立新",
		rivals: "工程软件商 leading incumbent seen@30 intel@19",
		marks: `
			45 price 5 总价
			35 product 3 与现有工程软件无缝对接
			20 vendor 6 轨道交通业绩`,
		notes: `
			33 招标公告挂出来九天了，合约部才打电话来，问我们“方不方便也来投一个”。
			19 马主任说技术要求是设计阶段定的，照着现在用的那套写的。
			11 骆部长客气，但不说项目为什么做。汤总还没有见过。
			6 向部长要报价要得急，三天内。我们的问题一个也没答。`,
		tasks: "-1 #RF-56 和秦总定：投还是谢绝，先把得分算出来\n" +
			"+2 按公告渠道书面提出澄清，请求现场踏勘\n+3 约汤总十分钟：他见，才谈投标"},
	{name: "海东能源集团能源管控平台", customer: "hdenergy", product: "energy", owner: "tang", wan: 1180, close: 90,
		next: 6, path: []int{198, 166, 117, 63}, card: "yyy yyyy 2221112221", tags: "招标 战略",
		place: "B4 public_tender before_approval doing level neutral 60", goal: "12 家单位/源流能源管控系统/海东能源集团",
		people: `
			耿卫东 EB H +2>+3 G c2 v r w:achievements cp:qin @13
			姜楠 UB H +3 T c3 v r w:instrument_of_change @5
			祝安 TB H -2>+1 EK c2 r @18
			纪晓峰 CO M +4 c4 ok hidden @3
			阎守正 TB H c1 @36
			车莉 PB M +1 c2 w:convenience @9`,
		edges: "姜楠>耿卫东 纪晓峰>姜楠 祝安>耿卫东",
		rivals: `
			能控股份 leading incumbent seen@160 intel@22 plan:单位能耗下降的第三方报告
			云汐软件 behind seen@33 intel@30`,
		gate: "X4+ X5? X7-",
		notes: `
			160 集团的规矩：技术归数字化部，花钱归物资公司，拍板看耿总。
			62 能控的平台用了六年，改一张报表要排两个月。
			13 耿总说：“降一个点，就是三千万。”这句话写进标题。
			3 纪处递话：评标专家可能从外省抽，资料要写得让外人看得懂。`,
		tasks: `
			+6 第三方节能报告
			+1 #RF-18@耿卫东 请耿总在例会上表个态
			-2 祝主任要的安全边界说明
			x15 十二家单位的能耗底数表`},
	{name: "海东风电集控运维", customer: "hdwind", product: "ops", owner: "tang", wan: 260, close: 190, next: 15,
		path: []int{79, 33}, card: "yyy yyyn 2111111211",
		place: "B2 direct before_approval doing leading own 60", goal: "3 个风场/守望一体化运维平台/海东风电生产技术部",
		people: `
			穆海 EB H +2 G c2 r cp:qin @19
			常亮 UB H +3 T c3 r w:achievements @7
			赵一帆 TB+CO M +3>+4 T c3 ok:yy- @5`,
		edges: "赵一帆>常亮 常亮>穆海", gate: "X1+ X6?",
		notes: "33 常主任带我看了集控室，一个人盯九块屏。", tasks: "+14 风场现场调研"},
	{name: "北渡港务安全运营平台", customer: "beidu", product: "sec", owner: "tang", wan: 350, close: 115, next: 9,
		path: []int{140, 104, 77}, card: "yyy yyyn 1111121111",
		place: "B3 competitive_negotiation after_approval doing behind opponent 50",
		goal:  "1 套/界碑安全运营平台/北渡港务信息部",
		people: `
			上官云 EB H -1 EK c1 r? @52
			路远 TB H +1>+2 T c2 r @10
			印钢 UB M +2 T c2 r w:safety @12
			桑田 UB c1 @26
			竺青 PB L +1 c1 @8`,
		edges: "路远>上官云", rivals: "澜盾科技 leading incumbent seen@130 intel@66\n港机厂商 behind seen@40",
		gate: "X1?",
		notes: `
			75 上官总觉得去年检查过了就没事了。
			10 路部长：被通报的那次，半夜是他自己去拔的网线。`,
		tasks: "-5 #RF-06 物色教练：印钢的副手？\n+9 被通报事件的复盘材料"},
	{name: "望潮水务能耗管控", customer: "wangchao", product: "energy", owner: "tang", close: 280, next: 21,
		path: []int{57}, card: "--y y--- 1-1----1--",
		place:  "B1 before_need will sole neutral 55",
		people: "元凯 UB M +2 T c2 r @11\n池清 TB M +1 c1 @20\n乐敏 H c1 @25",
		notes:  "52 元主任：泵站电费占了生产成本四成。先测一个泵站。", tasks: "+18 泵站试测方案"},
	{name: "岱川重工 MES 样板车间", customer: "daichuan", product: "mes", owner: "tang", wan: 560, close: 15, next: 1,
		path: []int{212, 184, 136, 90, 48, 16}, card: "yyy yyyy 2221222121", tags: "样板 战略",
		place: "B6 competitive_negotiation before_need urgent leading own 80", goal: "1 个车间/匠造 MES+实施/岱川重工",
		people: `
			费明 EB H +4 T c3 v r w:achievements,status cp:qin @5
			尚进 UB H +4>+5 T c4 v r w:recognition @3
			项南 TB M +2 G c3 r w:skills @9
			雷鸣 CO M +4 c4 ok @2
			卢伟 PB H +1 G c2 w:control @4`,
		edges: "雷鸣>尚进 尚进>费明", rivals: "外资_MES_厂商 behind seen@150 intel@40 plan:本地实施团队与响应",
		gate: "X1+ X2+ X3? X4?",
		notes: `
			184 费总一年之内要拿出样板，时间是他的命门。
			50 结果公示，第一。
			9 卢部长要把质保拉到三年，用预付款比例换。
			2 雷鸣说车间连展板都做好了。`,
		tasks: "+1 合同第四稿给卢部长\n+5 交接会\n0 财务会签"},
	{name: "岱川重工数据中台", customer: "daichuan", product: "data", owner: "tang", wan: 430, close: 240, next: 25,
		path: []int{60, 18}, card: "yyy yyyn 2121112121",
		place: "B2 direct before_need will leading own 60", goal: "1 套/海图数据中台/岱川重工 IT 部",
		people: `
			费明 EB H +3 G c3 r w:achievements cp:qin @5
			项南 TB H +1 EK c3 r @9
			尚进 UB M +3 G c4 r @3
			雷鸣 CO M +4 c4 ok @2`,
		edges: "项南>费明", gate: "X1? X6?", notes: "16 样板车间的数据正好做中台的第一批主题。"},
	{name: "北渡港务运维平台", customer: "beidu", product: "ops", owner: "tang", wan: 90, close: 40,
		path: []int{71}, card: "nny n-nn 1011-11011",
		place:  "B1 later behind opponent 35",
		people: "路远 UB M +1 c2 @10\n桑田 UB L c1 @26",
		notes:  "66 没有钱，也没有人要。先挂着。"},
}
