package demo

import "sente/internal/sales/account"

// industryCustomers are those of the industry team.
var industryCustomers = []customer{
	{key: "nlmetro", name: "南岭轨道交通集团", relation: account.Group, owner: "tang", industry: "轨道交通", region: "华南",
		founded: 2004, heads: 18600, yi: 130, ago: 239, tags: "重点客户 招标", about: "建设与运营分开，集团信息中心定标准，子公司用。",
		people: `
			集团领导: 秦国梁/董事长/5; 许崇岳/总工程师/4/秦国梁
			信息中心: 马骏驰/主任/3/许崇岳; 温雅/副主任/3/马骏驰
			招标采购部: 潘玉成/部长/3/秦国梁`},
	{key: "nlop", name: "南岭轨道运营公司", parent: "nlmetro", relation: account.Subsidiary, owner: "tang",
		industry: "轨道交通", region: "华南", founded: 2009, heads: 11200, yi: 62, ago: 232,
		people: `
			公司领导: 邱建波/总经理/4/秦国梁
			车辆中心: 孔令飞/主任/3/邱建波
			调度指挥中心: 岳凌/主任/3/邱建波
			维保部: 曾铁军/主任工程师/2/孔令飞`},
	{key: "nlbuild", name: "南岭轨道建设公司", parent: "nlmetro", relation: account.Subsidiary, owner: "tang",
		industry: "轨道交通", region: "华南", founded: 2008, heads: 1900, yi: 88, ago: 214,
		people: `
			公司领导: 汤立新/总经理/4/秦国梁
			机电部: 骆峰/部长/3/汤立新
			合约部: 向红/部长/3/汤立新`},
	{key: "dongan", name: "东岸汽车电子", relation: account.Group, owner: "emma", industry: "制造", region: "华东",
		founded: 2002, heads: 5400, yi: 47, ago: 237, tags: "重点客户", about: "三个工厂，一期 MES 五年前上线，换代窗口就在今年。",
		people: `
			高管: 贾宏图/总经理/5; 施雯/制造副总/4/贾宏图
			制造工程部: 严松/部长/3/施雯; 阮晴/MES 主管/2/严松
			IT 部: 柯文/IT 经理/3/施雯
			质量部: 葛宁/质量总监/3/贾宏图
			采购部: 翟敏/采购经理/2/贾宏图`},
	{key: "dongandrive", name: "东岸电驱", parent: "dongan", relation: account.Subsidiary, owner: "emma",
		industry: "制造", region: "华东", founded: 2018, heads: 1300, yi: 12, ago: 200,
		people: `
			高管: 章明达/总经理/4/贾宏图
			生产部: 田野/厂长/3/章明达
			信息部: 凌云/信息主管/2/章明达`},
	{key: "hdenergy", name: "海东能源集团", relation: account.Group, owner: "tang", industry: "能源", region: "华东",
		founded: 1993, heads: 15400, yi: 320, ago: 238, tags: "重点客户 招标", about: "集团统一招标，物资公司走流程；数字化部是技术口。",
		people: `
			集团领导: 阎守正/董事长/5; 耿卫东/副总经理/4/阎守正
			数字化部: 姜楠/主任/3/耿卫东; 纪晓峰/数据处处长/2/姜楠
			安全监察部: 祝安/主任/3/耿卫东
			物资公司: 车莉/招标主管/2/耿卫东`},
	{key: "hdwind", name: "海东风电", parent: "hdenergy", relation: account.Subsidiary, owner: "tang",
		industry: "能源", region: "华东",
		founded: 2011, heads: 1100, yi: 26, ago: 210,
		people: `
			公司领导: 穆海/总经理/4/耿卫东
			生产技术部: 常亮/主任/3/穆海; 赵一帆/集控工程师/2/常亮`},
	{key: "hdgas", name: "海东燃气", parent: "hdenergy", relation: account.Subsidiary, owner: "emma",
		industry: "能源", region: "华东",
		founded: 2000, heads: 2300, yi: 34, ago: 196,
		people: `
			公司领导: 古清/总经理/4
			客服中心: 顾小北/主任/3/古清
			管网部: 安平/部长/3/古清
			信息部: 尤佳/主任/3/古清`},
	{key: "bailu", name: "白鹭湖医院", owner: "emma", industry: "医疗", region: "华东", founded: 1958, heads: 2700,
		yi: 19, ago: 230,
		tags: "招标", about: "三甲复审在明年，院长亲自抓互联互通。",
		people: `
			院领导: 童济民/院长/5; 郝仁杰/副院长/4/童济民
			信息科: 卓航/科长/3/郝仁杰; 倪虹/工程师/1/卓航
			医务处: 佟丽/处长/3/郝仁杰
			设备采购科: 温国栋/科长/2/郝仁杰`},
	{key: "qinghe", name: "青禾儿童医院", owner: "emma", industry: "医疗", region: "华中", founded: 1989, heads: 1200,
		yi: 8, ago: 176,
		people: `
			院领导: 褚慧/院长/5
			信息中心: 甘霖/主任/3/褚慧
			门诊部: 简安/主任/3/褚慧`},
	{key: "daichuan", name: "岱川重工", owner: "tang", industry: "制造", region: "华北", founded: 1969, heads: 9800,
		yi: 143, ago: 226,
		tags: "重点客户", about: "首席数字官去年到任，要在一年内做出样板车间。",
		people: `
			高管: 滕志远/总裁/5; 费明/首席数字官/4/滕志远
			智能制造部: 尚进/部长/3/费明; 雷鸣/工艺主管/2/尚进
			IT 部: 项南/经理/3/费明
			采购部: 卢伟/部长/3/滕志远`},
	{key: "chengguang", name: "澄光半导体", owner: "emma", industry: "制造", region: "华东", founded: 2014,
		heads: 1700, yi: 23,
		ago: 208, about: "8 英寸厂扩产，车间自动化由外籍顾问把关。",
		people: `
			高管: 俞佳/首席执行官/5; 包亦然/厂务副总/4/俞佳
			制造部: 盛夏/厂长/3/包亦然
			CIM 部: 楼海/经理/3/包亦然; Daniel Reyes/Automation Advisor/2/楼海
			采购部: 於岚/采购经理/2/俞佳`},
	{key: "beidu", name: "北渡港务集团", owner: "tang", industry: "港口", region: "华北", founded: 1987, heads: 7300,
		yi: 55, ago: 202,
		people: `
			集团领导: 上官云/总经理/5
			信息部: 路远/部长/3/上官云
			生产业务部: 桑田/部长/3/上官云
			安保部: 印钢/部长/3/上官云
			招标办: 竺青/主任/2/上官云`},
	{key: "wangchao", name: "望潮水务集团", owner: "tang", industry: "水务", region: "华东", founded: 1991,
		heads: 3900, yi: 28, ago: 170,
		people: `
			集团领导: 宗泽民/董事长/5
			信息化部: 池清/主任/3/宗泽民
			生产调度中心: 元凯/主任/3/宗泽民
			财务部: 乐敏/部长/3/宗泽民`},
	{key: "alden", name: "Alden Precision 雅登精密", owner: "emma", industry: "制造", region: "华东", founded: 2010,
		heads: 860, yi: 11,
		ago: 218, tags: "外企",
		about: "Plant of an engineering group; decisions up to CNY 8 million are made on site.",
		people: `
			Management: Grace Whitfield/VP Operations/5; Mark Delaney/Plant Director/4/Grace Whitfield
			IT: Priya Raman/IT Manager/3/Mark Delaney
			Production: Tom Okafor/Production Lead/2/Mark Delaney
			Quality: Helen Brandt/Quality Director/3/Grace Whitfield
			Purchasing: Chen Wei/Senior Buyer/2/Mark Delaney`},
}
