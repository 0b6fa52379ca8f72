package demo

import "sente/internal/sales/account"

// financeCustomers are those of the finance team.
var financeCustomers = []customer{
	{key: "jzbank", name: "江州银行", relation: account.Group, owner: "fang", industry: "银行", region: "华东",
		founded: 1997,
		heads:   6200, yi: 186, ago: 240, tags: "重点客户 招标", about: "城商行，科技条线由副行长分管；五年规划要求核心系统分布式改造。",
		people: `
			行领导: 梁正平/行长/5; 韩明远/副行长（分管科技）/4/梁正平
			信息科技部: 何立群/总经理/3/韩明远; 林岚/副总经理/3/何立群
			信息科技部>架构管理处: 钱枫/首席架构师/2/何立群
			信息科技部>运行维护处: 孙悦/处长/2/林岚; 周小满/值班经理/1/孙悦
			风险合规部: 吴启明/总经理/3/韩明远
			采购中心: 郑素/主任/2/梁正平`},
	{key: "jztech", name: "江银数科", parent: "jzbank", relation: account.Subsidiary, owner: "fang",
		industry: "金融科技",
		region:   "华东", founded: 2019, heads: 420, yi: 6, ago: 228, about: "江州银行的科技子公司，承接行内数据类项目。",
		people: `
			经营班子: 崔海宁/总经理/4
			技术中心: 洪亮/技术总监/3/崔海宁; 叶青/数据平台负责人/2/洪亮
			商务部: 罗敏/商务经理/2/崔海宁`},
	{key: "ynbank", name: "云岭农商行", owner: "he", industry: "银行", region: "西南", founded: 2006, heads: 3100,
		yi: 74, ago: 236,
		tags: "招标", about: "网点多，科技人手少，偏好交钥匙。",
		people: `
			行领导: 段文彬/行长/5; 和秀英/副行长/4/段文彬
			科技部: 杨树林/总经理/3/和秀英; 木青松/系统科科长/2/杨树林; 李彩云/网络科科长/2/杨树林
			运营管理部: 刀玉兰/总经理/3/和秀英
			计划财务部: 普建国/采购主管/2/段文彬`},
	{key: "qhbank", name: "琴湖银行", owner: "he", industry: "银行", region: "华东", founded: 2001, heads: 2600,
		yi: 62, ago: 238,
		tags: "重点客户", about: "首席信息官从大行来，喜欢看同业案例。",
		people: `
			行领导: 谢长安/行长/5; 陆琪/首席信息官/4/谢长安
			科技部: 邵峰/总经理/3/陆琪; 唐雨薇/开发中心经理/2/邵峰; 冯凯/安全主管/2/邵峰
			零售金融部: 蒋欣/总经理/3/谢长安
			采购部: 戴明/采购经理/2/谢长安`},
	{key: "xlsec", name: "星澜证券", owner: "fang", industry: "证券", region: "华南", founded: 1996, heads: 2900,
		yi: 58, ago: 220,
		about: "交易系统归总裁直管，合规意见有一票否决。",
		people: `
			高管: 顾维民/总裁/5; 沈诗涵/副总裁（分管信息技术）/4/顾维民
			信息技术部: 程默/总经理/3/沈诗涵; 魏然/交易系统主管/2/程默; 尹航/运维主管/2/程默
			合规风控部: 贺文静/总监/3/顾维民
			采购管理部: 白露/采购经理/2/沈诗涵`},
	{key: "yllife", name: "远澜人寿", owner: "he", industry: "保险", region: "华北", founded: 2005, heads: 4800,
		yi: 210, ago: 215,
		tags: "重点客户", about: "正在做核保理赔数字化，预算在运营条线。",
		people: `
			高管: 邓卓然/总裁/5; 苏曼/首席运营官/4/邓卓然
			科技中心: 任远/总经理/3/苏曼; 曹颖/数据总监/3/任远; 石磊/架构师/2/任远
			核保理赔部: 江涛/总经理/3/苏曼
			采购部: 安冉/采购主管/2/苏曼`},
	{key: "yldc", name: "云岭数据中心", owner: "fang", industry: "数据中心", region: "西南", founded: 2015, heads: 360,
		yi: 9, ago: 205,
		about: "政务云与金融托管机房，安全检查每年两次。",
		people: `
			领导班子: 侯志强/主任/5; 范丽/副主任/4/侯志强
			运行部: 龙飞/部长/3/范丽; 卢瑶/机房主管/2/龙飞
			网络安全部: 秦朗/部长/3/范丽
			招采办: 万芳/主任/2/侯志强`},
	{key: "qyfin", name: "青屿消费金融", owner: "he", industry: "消费金融", region: "华南", founded: 2016, heads: 780,
		yi: 21, ago: 190,
		about: "互联网打法，决策快，价格敏感。",
		people: `
			高管: 裴俊/总裁/5; 傅晓东/首席技术官/4/裴俊; 方舟/首席风险官/4/裴俊
			大数据部: 丁一鸣/总经理/3/傅晓东; 姚琳/数据治理经理/2/丁一鸣
			综合部: 汪洋/采购专员/1/裴俊`},
	{key: "hjins", name: "海岬财险", owner: "fang", industry: "保险", region: "华东", founded: 2003, heads: 3500,
		yi: 95, ago: 182,
		about: "理赔系统老旧，前两年换过一家供应商，不满意。",
		people: `
			高管: 黎耀辉/总经理/5; 钟雪/首席信息官/4/黎耀辉
			信息技术部: 彭程/部门经理/3/钟雪; 廖凡/开发主管/2/彭程
			理赔部: 史文/总经理/3/黎耀辉
			采购部: 康宁/采购经理/2/黎耀辉`},
}
