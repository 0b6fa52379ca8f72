package demo

// bankSales are the open sales to banks.
var bankSales = []sale{
	{name: "江州银行一体化运维监控平台", customer: "jzbank", product: "ops", owner: "fang", wan: 386, close: 52, next: 3,
		path: []int{196, 170, 118, 46}, card: "yyy yyyn 2121122211", veto: "R3 R1", tags: "招标 样板",
		force: "S3.X3",
		place: "B4 public_tender before_approval doing level opponent 75",
		goal:  "1 套（3000 监控节点）/守望一体化运维平台+三年维保/信息科技部",
		people: `
			韩明远 EB H +1>+2 G c2 v r @34 -160
			何立群 UB H +2>+3 T c3 v r w:recognition,safety cp:lu @6 -188
			钱枫 TB H +1>-3 EK c1 v r? ties:澜盾科技 threat @9 -150
			孙悦 CO M +3>+4 c4 ok hidden @4 -176
			周小满 UB L +2>+3 T c3 r w:leisure @4
			吴启明 TB M c1 join@33 @20
			郑素 PB M G c1 @16 -90`,
		edges: "何立群>韩明远 钱枫>何立群 孙悦>何立群 周小满>孙悦",
		rivals: `
			澜盾科技 leading seen@22
			云汐软件 behind incumbent seen@150 intel@60 plan:历史故障复盘，强调告警收敛`,
		needs: `
			1 核心业务全年停机不超过两小时
			2 夜间故障都是业务部门先发现，信息科技部被动
			3 统一监控，从业务链路看到设备
			5? 国产数据库互认证`,
		marks: `
			30 solution 8 *告警收敛与业务链路
			27 product 4 国产数据库互认证
			20 vendor 8 三年维保响应
			20 price 6 总价`,
		info: `
			5+ 预算已进年度计划，下半年实施
			7+ 澜盾领先，云汐是老供应商
			8~ 可研已报，主管部门还在审
			12~ 评分标准还是讨论稿`,
		around: `
			150 strength | 告警收敛：夜间告警压到十分之一 | 何立群,周小满 | unique
			110 weakness | 国产数据库互认证缺一项 | 钱枫 | 证书下季度拿到，先给互认证测试报告
			105 weakness | 本地驻场人员比对手少 | 郑素
			125 visit | 何立群,周小满 | 帮运维处把两次夜间故障的根因查清 | 拿到半年的告警记录 | min
			90 proposal | pages:186 | read
			70 objection | 总价比澜盾高一成 | 郑素
			60 booking | model_customer | 何立群 | same | effect:4 | cost:12000
			40 booking | company_executive | 韩明远 | cost:6000
			35 event | leader_change | 分管科技的副行长调整
			30 body | 江州诚信招标代理 | 招标代理
			21 meeting
			21 doubt | 5 | 韩行长听谁的？ | 技术上看钱枫的意见，花钱要郑素点头
			21 doubt | 4 | 钱枫反对，是嫌产品，还是另有约定？
			21 duty | 单独见钱枫，弄清他担心什么 | 10
			21 verdict | hold | 弄清钱枫的态度再投标，先补互认证测试报告 | 20
			18 review | 风险合规部换了负责人，评分讨论稿改过一次
			15 intel | 澜盾科技 | 请信息科技部参观了总部机房
			8 visit | 钱枫 | 一起看互认证测试报告，免得他在评审会上被问住 | 弄清他真正担心什么 | continuation`,
		gate: "X4+ X7? X2-",
		notes: `
			187 何总说去年两次夜间故障，都是业务部门先打电话来的，他在行务会上很被动。
			120 演示会：运维处十二个人到场，钱枫只问了接口和国产数据库认证。
			33 吴总新到风险合规部，还没见上。听说他在原单位推过一票否决清单。
			20 钱枫态度变了。会后没送我们到电梯口，据说澜盾上周请他们去参观。
			9 gu: 给运维处补讲了业务链路拓扑，周小满当场导入了一条真实链路，效果好。
			4 夜里和孙处通了电话：评分标准讨论稿里“国产数据库互认证”占 27 分，是钱枫加的。`,
		tasks: `
			-3 #RF-19@钱枫 约钱枫单独谈一次，先听，不辩
			+2 #RF-22@吴启明 请何总引荐吴启明，准备一页合规要点
			+5 gu: 国产数据库互认证的补救计划
			0 给韩行长的一页材料，只放可用率一个数
			x10 补充对手分析`},
	{name: "江州银行分布式核心系统", customer: "jzbank", product: "core", owner: "fang", wan: 1860, close: 210, next: 9,
		path: []int{150, 112, 58}, card: "yyy yyyy 222112212-", tags: "招标 战略",
		place: "B3 public_tender before_need will level neutral 60", goal: "1 套/澄心分布式核心系统+迁移实施/江州银行",
		people: `
			梁正平 EB H +1 G c2 v r? cp:shen @26 -100
			韩明远 TB H +2 G c2 r w:achievements cp:lu @34 -130
			林岚 UB H +2>+3 G c3 r w:advancement @8
			钱枫 TB H -2>-1 EK c1 r? @9
			孙悦 CO M +3 c3 ok @4`,
		edges: "韩明远>梁正平 林岚>韩明远",
		rivals: `
			磐基信息 level incumbent seen@120 intel@31 plan:原厂锁定与扩容成本测算
			澜盾科技 behind seen@70 intel@70`,
		needs: `
			1 五年内核心系统自主可控
			3 扩容不停机`,
		around: `
			100 strength | 三家城商行的迁移实绩 | 林岚,韩明远 | unique
			62 booking | company_executive | 梁正平 | effect:4
			30 booking | industry_expert | 韩明远 | unbriefed
			14 visit | 林岚 | 帮她在业务连续性评估里说清迁移风险 | 拿到评估的提纲 | min`,
		gate: "X1+ X2+ X4?",
		notes: `
			140 五年规划里写了核心改造，韩行长说先看同业怎么走。
			61 沈总陪梁行长去看了琴湖湾的样板机房，路上谈了四十分钟。
			12 林总说行里要先做一次业务连续性评估，这是咱们的机会。`,
		tasks: `
			+12 与林总过迁移路线图
			x20 整理三家城商行迁移案例`},
	{name: "江银数科数据中台", customer: "jztech", product: "data", owner: "fang", wan: 640, close: 140, next: 6,
		path: []int{96, 41}, card: "yyy yyyn 2112112111", tags: "数据",
		place: "B2 competitive_negotiation before_approval doing leading own 65", goal: "1 套/海图数据中台/江银数科技术中心",
		people: `
			崔海宁 EB H +2 G c2 v r cp:lu @7
			洪亮 TB H +1>+3 T c3 r w:problem_solver @5
			叶青 UB+CO M +3>+4 T c3 ok r @3
			罗敏 PB L +1 c1 @18`,
		edges: "叶青>洪亮 洪亮>崔海宁", rivals: "云汐软件 behind seen@50 intel@20",
		gate: "X1+ X6?",
		notes: `
			88 叶青把他们现在的指标口径表给我看了，六个部门六个口径。
			5 洪总愿意拿监管报表做验证，两周出结果。`,
		tasks: "+1 和叶青定验证范围\n+6 gu: 验证环境准备"},
	{name: "云岭农商行核心系统替换", customer: "ynbank", product: "core", owner: "he", wan: 1420, close: 24, next: 1,
		path: []int{214, 186, 131, 74, 19}, card: "yyy yyyy 2221122121", tags: "招标 战略",
		place: "B5 public_tender before_approval urgent leading own 80", goal: "1 套/澄心分布式核心系统+交钥匙实施/云岭农商行",
		people: `
			段文彬 EB H +2>+4 G c2 v r w:achievements cp:shen @11
			和秀英 TB H +1>+3 G c3 v r w:recognition @6
			杨树林 UB H +3>+4 T c4 v r w:problem_solver @3
			刀玉兰 UB M +2 T c2 r @9
			木青松 CO M +4 c3 ok @2
			普建国 PB M +1 c2 @4`,
		edges: "杨树林>和秀英 和秀英>段文彬 木青松>杨树林",
		rivals: `
			磐基信息 level incumbent seen@180 intel@12 plan:交钥匙承诺+本地驻场团队
			启衡科技 behind seen@90 intel@25 plan:同规模案例对比`,
		gate: "X1+ X2?",
		notes: `
			200 科技部一共十一个人，他们要的是有人兜底，不是功能清单。
			75 段行长问了三遍：上线那天谁在现场。答：我和项目总监都在。
			6 讲标顺利，评委问迁移回退，顾言答得很稳。
			2 gu: 澄清函两项已回，等公示。`,
		tasks: "+1 盯公示时间\n0 给和行长回电话\nx6 讲标彩排"},
	{name: "云岭农商行安全运营平台", customer: "ynbank", product: "sec", owner: "he", next: 5,
		path: []int{34}, card: "-yy y-y- 1---1--1--",
		place:  "B1 before_need later level neutral 50",
		people: "李彩云 UB M +2 T c2 r @6\n杨树林 TB M +3 c4 @3",
		notes:  "30 李科长说安全检查年年被点名，但今年没有预算，得等核心项目定了。",
		tasks:  "+20 等核心项目公示后再约"},
	{name: "琴湖银行数据中台二期", customer: "qhbank", product: "data", owner: "he", wan: 720, close: 75, next: 4,
		path: []int{188, 160, 104, 48}, back: "15 S3 首席信息官要求重做指标口径，书面需求作废", card: "yyy yyyn 2211221111",
		place: "B3 invited after_approval doing level neutral 55", goal: "1 套/海图数据中台二期/零售金融部",
		people: `
			陆琪 EB H +3>+1 OC c2 v r cp:lu @15
			邵峰 TB H +2 G c3 r w:status @10
			蒋欣 UB H -1 EK c2 r @12
			唐雨薇 CO M +3 c3 ok:yyn promo @7
			戴明 PB M c1 @40`,
		edges: "蒋欣>陆琪 唐雨薇>邵峰", rivals: "启衡科技 leading seen@38 intel@9 plan:零售场景对比演示",
		gate: "X2+ X6-",
		notes: `
			150 一期是我们做的，陆总满意，但零售那边一直嫌慢。
			16 陆总换了说法：二期不能再按一期的口径，需求要重写。先退一步，别硬推。
			7 唐经理把口径争议列了清单，十七项，九项在零售。`,
		tasks: "-1 #RF-30 陆总那边先别讲方案，问三个变化\n+4 与蒋欣逐项过口径"},
	{name: "琴湖银行安全运营平台", customer: "qhbank", product: "sec", owner: "he", wan: 268, close: 12, next: 2,
		path: []int{205, 182, 140, 95, 52, 14}, card: "yyy yyyy 2221222221", tags: "样板",
		place: "B6 invited before_need doing sole own 70", goal: "1 套/界碑安全运营平台+两年驻场/琴湖银行科技部",
		people: `
			陆琪 EB H +3>+4 T c3 v r w:safety cp:lu @8
			邵峰 TB M +3 G c3 r w:control @5
			冯凯 UB+CO H +4>+5 T c4 ok r w:advancement @2
			戴明 PB M +2 G c2 @3`,
		edges: "冯凯>邵峰 邵峰>陆琪",
		gate:  "X1+ X2+ X3? X5?",
		notes: `
			52 公示结束，第一名，分差 6.4。
			5 合同条款就剩驻场人数，冯主管帮着算了排班，四个人够。
			2 戴经理要把付款改成 3-3-3-1，我说要回去商量，用培训名额换。`,
		tasks: "+2 法务回签\n+4 交接会，请交付经理参加"},
	{name: "琴湖银行开发中心运维平台", customer: "qhbank", product: "ops", owner: "he", wan: 150, close: 260, next: 30,
		path: []int{63}, card: "nyy y--- 11-1-1--1-",
		place:  "B1 before_need later leading own 45",
		people: "唐雨薇 UB M +3 T c3 r @7\n邵峰 TB M +2 EK c3 @10",
		notes:  "55 开发中心自己搭的监控快撑不住了，但是没有立项。"},
	{name: "星澜证券核心交易监控", customer: "xlsec", product: "ops", owner: "fang", wan: 410, close: -8,
		path: []int{192, 165, 120, 72}, card: "yyy yyyn 2112111111", tags: "招标 救火", force: "S3.X5",
		place: "B5 public_tender after_approval urgent behind opponent 80",
		goal:  "1 套/守望一体化运维平台（交易监控）/星澜证券信息技术部",
		people: `
			沈诗涵 EB H +3>+4 G c3 v r w:recognition cp:lu left@27 @30
			顾维民 H c1 eb@25 @25 -60
			程默 TB H +1>-5 EK c2 r ties:启衡科技 inside @12
			魏然 CO H +4 c3 ok moved@41 left@19 @21
			尹航 UB M +2>+1 T c2 r @38
			贺文静 TB M -2 EK c1 block @14
			白露 PB M c1 @20`,
		edges: "程默>沈诗涵 魏然>程默",
		rivals: `
			启衡科技 leading seen@28
			澜盾科技 level incumbent seen@110 intel@58`,
		gate: "X4-",
		notes: `
			160 沈总拍了板要做，交易高峰掉线上过一次热搜，她盯得很紧。
			41 魏然转去了创新部，还说会帮忙盯着，但会他已经进不去了。
			26 沈总离任的文发了。项目归总裁亲自管，这个人我们一次都没见过。
			18 魏然也走了。现在里面没有一个人给我们递话。
			12 程总今天直接说“标准按启衡的来写就好”。情况很糟，请陆总出面。`,
		tasks: `
			-6 #RF-07 找新的教练：尹航？合规部有没有熟人
			-2 lu: 请沈总约顾总裁，二十分钟就够
			+1 与陆总复盘：要不要降级`},
	{name: "江州银行监管数据报送", customer: "jzbank", product: "data", owner: "fang", wan: 230, close: 118, next: 11,
		path: []int{84, 37}, card: "yyy yy-n 1212111111",
		place: "B2 direct after_approval will leading own 55", goal: "1 套/监管报送模块/",
		people: `
			林岚 TB H +2 G c3 r @8
			吴启明 UB H c1 @20 -30
			周小满 UB L +1 c2 @9`,
		rivals: "恒准数据 level incumbent seen@40",
		gate:   "X1?",
		notes:  "35 报送口径归谁管，科技部和合规部还在推。先把两边的人都画上图。",
		tasks:  "+9 约吴总，听他说监管检查的事"},
	{name: "云岭农商行运维外包", customer: "ynbank", product: "care", owner: "he", wan: 96, close: 44, next: 8,
		path: []int{77, 29}, card: "yyy yynn 1211111211",
		place: "B3 direct after_approval doing level neutral 60", goal: "3 年/驻场运维服务/云岭农商行科技部",
		people: `
			和秀英 EB H +2 EK c2 r @22
			木青松 UB M +3 T c3 r @2
			杨树林 TB H +2 G c4 r @3
			李彩云 CO L +3 c3 ok:y-y @6`,
		rivals: "本地维保商 level incumbent seen@60 intel@35",
		gate:   "X6+", notes: "20 驻场两个人，价格压得很低，值不值得做要和陆总商量。", tasks: "+3 算一遍毛利"},
	{name: "星澜证券安全运营平台", customer: "xlsec", product: "sec", owner: "fang", wan: 180, close: 300,
		path: []int{48}, card: "--y y--- ----------",
		place:  "B1 before_need later level neutral 40",
		people: "尹航 UB M +1 T c1 r? @38",
		notes:  "44 尹航随口提到等保复测，先建个商机盯着。"},
}
