package demo

import (
	"strconv"
	"strings"
)

// past is a closed sale in one row: the days ago on which it began and ended,
// how far it came, how it ended, to whom and why.
type past struct {
	name, customer, product, owner string
	wan                            int64
	began, ended, stages           int
	as, to, why                    string
}

// card of the past sales: nobody keeps them up afterwards.
const pastCard = "yyy yyyn 2111112111"

// pasts are the closed sales.
var pasts = []past{
	{"江州银行营业网点监控", "jzbank", "ops", "fang", 128, 235, 96, 6, "won", "", ""},
	{"江州银行等保整改", "jzbank", "sec", "fang", 86, 232, 131, 6, "won", "", ""},
	{"江银数科报表工具", "jztech", "data", "fang", 64, 222, 88, 4, "lost", "恒准数据", "价格低 30%，评分里价格占了五十分"},
	{"琴湖银行数据中台一期", "qhbank", "data", "he", 560, 236, 112, 6, "won", "", ""},
	{"琴湖银行灾备演练服务", "qhbank", "care", "he", 45, 190, 60, 6, "won", "", ""},
	{"云岭农商行日志审计", "ynbank", "sec", "he", 72, 230, 140, 3, "lost", "澜盾科技", "一直没见到分管行长，标准里写了对方的参数"},
	{"云岭农商行移动展业", "ynbank", "data", "he", 150, 226, 150, 2, "abandoned", "", "预算取消，三问之后仍不是机会"},
	{"星澜证券行情容灾", "xlsec", "ops", "fang", 210, 216, 84, 5, "lost", "启衡科技", "讲标后被翻盘，对手请动了总裁"},
	{"星澜证券资讯数据", "xlsec", "data", "fang", 95, 180, 70, 2, "downgraded", "", "时间太长，改为季度跟进"},
	{"远澜人寿客户画像", "yllife", "data", "he", 240, 212, 76, 6, "won", "", ""},
	{"远澜人寿呼叫中心改造", "yllife", "care", "he", 130, 200, 90, 4, "lost", "云汐软件", "原厂续签，我们进入太晚"},
	{"云岭数据中心堡垒机", "yldc", "sec", "fang", 58, 200, 102, 6, "won", "", ""},
	{"云岭数据中心动环监控", "yldc", "ops", "fang", 140, 188, 66, 3, "lost", "机房厂商甲", "随机房设备一起买了"},
	{"青屿消费金融报送", "qyfin", "data", "he", 80, 186, 92, 6, "won", "", ""},
	{"海岬财险影像系统", "hjins", "core", "fang", 170, 178, 58, 3, "abandoned", "", "客户换了方向，改为自研"},
	{"南岭建设档案系统", "nlbuild", "data", "tang", 66, 210, 98, 3, "lost", "工程软件商", "合约部坚持最低价"},
	{"南岭轨交集团安全评估", "nlmetro", "sec", "tang", 90, 234, 146, 6, "won", "", ""},
	{"海东能源碳核算", "hdenergy", "energy", "tang", 320, 233, 105, 5, "lost", "能控股份", "评标专家偏好原厂，补救太晚"},
	{"海东风电功率预测", "hdwind", "data", "tang", 160, 205, 80, 2, "downgraded", "", "要等机组技改，明年再看"},
	{"海东燃气管网采集", "hdgas", "energy", "emma", 110, 192, 74, 6, "won", "", ""},
	{"海东燃气抄表系统", "hdgas", "data", "emma", 75, 185, 95, 1, "abandoned", "", "没有需求人，只有询价"},
	{"北渡港务视频专网", "beidu", "sec", "tang", 280, 198, 86, 4, "lost", "澜盾科技", "技术口没有教练，标准锁死"},
	{"望潮水务营收数据", "wangchao", "data", "tang", 120, 166, 62, 2, "abandoned", "", "领导换人，项目停"},
	{"岱川重工设备点检", "daichuan", "mes", "tang", 150, 222, 109, 6, "won", "", ""},
	{"岱川重工供应链门户", "daichuan", "data", "tang", 260, 195, 72, 3, "lost", "云汐软件", "采购部另起一标，我们不知道"},
	{"东岸汽车电子质量追溯", "dongan", "mes", "emma", 200, 231, 116, 6, "won", "", ""},
	{"东岸电驱设备联网", "dongandrive", "mes", "emma", 98, 195, 68, 5, "lost", "外资 MES 厂商", "集团推荐，厂里没有话语权"},
	{"白鹭湖医院数据质控", "bailu", "his", "emma", 135, 226, 100, 6, "won", "", ""},
	{"Alden Precision Shop-floor Dashboards", "alden", "mes", "emma", 70, 214, 111, 4, "won", "",
		"Bought by the plant director as a trial; the contract came before the technical evaluation"},
}

// pastSales are the closed sales with their days spread over their life.
func pastSales() []sale {
	out := make([]sale, 0, len(pasts))
	for _, p := range pasts {
		s := sale{name: p.name, customer: p.customer, product: p.product, owner: p.owner, wan: p.wan,
			close: -p.ended,
			card:  pastCard, place: "before_approval doing level neutral 55", goal: "1 项/" + p.name + "/项目组",
			end: end{ago: p.ended, as: p.as, to: p.to, why: p.why, early: p.as == "won" && p.stages < 6}}
		for i := range p.stages {
			s.path = append(s.path, p.began-(p.began-p.ended)*i/(p.stages+1))
		}
		if p.as == "lost" {
			s.rivals = strings.ReplaceAll(p.to, " ", "_") + " leading"
			s.notes = strconv.Itoa(p.ended) + " 复盘：" + p.why + "。"
		}
		out = append(out, s)
	}
	return out
}
