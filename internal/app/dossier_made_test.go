package app_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"sente/internal/cast"
	"sente/internal/sales/calendar"
	"sente/internal/sales/strategy"
)

// maker makes up dossiers: sound ones, with much that no row can hold.
type maker struct {
	*rand.Rand
	today calendar.Day
}

func (m maker) of(choices ...string) string { return choices[m.IntN(len(choices))] }

// day is around the dossier's day, also after it.
func (m maker) day() string { return m.today.Add(m.IntN(200) - 150).String() }

// list is up to most items.
func (m maker) list(most int, item func(int) string) string {
	out := ""
	for i := range m.IntN(most + 1) {
		if i > 0 {
			out += ","
		}
		out += item(i)
	}
	return "[" + out + "]"
}

func (m maker) who(int) string { return m.of(`"P0"`, `"P1"`, `"P2"`, `"P9"`, `"某人"`) }

func (m maker) person(i int) string {
	support := m.of("-5", "-1", "1", "3", "5", "null")
	hist := m.list(3, func(int) string { return fmt.Sprintf(`["%s",%s]`, m.day(), m.of("-2", "1", "4")) })
	return fmt.Sprintf(`{"id":"P%d","name":"%s","title":"%s","dept":"%s","roles":%s,"influence":"%s","support":%s,"hist":%s,
"E":%d,"R":%d,"contact":%d,"contact_peak":%d,"last":"%s","counterpart":"%s","results":%s,"wins":%s,"joined_at":"%s","left_at":%s,
"plan":"%s","coach":{"c1":%s,"visibility":"%s"},"competitor_ties":%s}`,
		i, m.of("", "同名", "林岚"), m.of("", "主任"), m.of("", "信息部", "财务部"), m.of(`["TB"]`, `["CO","UB"]`, `["PB","PB"]`, "[]"), m.of("H", "L"), support, hist,
		m.IntN(11), m.IntN(11), m.IntN(5), m.IntN(5), m.day(), m.of("", "韩总"), m.list(2, func(int) string { return m.of(`{}`, `{"text":" 结果 "}`) }),
		m.list(2, func(int) string { return m.of(`"认可"`, `"safety"`) }), m.day(), m.of("null", `"`+m.day()+`"`), m.of("", " 方案 "), m.of("true", "false", "null"),
		m.of("open", "hidden"), m.list(2, func(int) string { return `"北辰"` }))
}

func (m maker) dossier(n int) string {
	item := func(form string, args ...any) func(int) string {
		return func(int) string { return fmt.Sprintf(form, args...) }
	}
	return fmt.Sprintf(`{"id":"%s","as_of":"%s","account":{"name":"%s","satisfaction":%d.5,"events":%s},
"deal":{"name":"%s","stage":"%s","status":"%s","currency":"%s","amount":%d.%d5,"temperature":%d.25,"typical_days":%d,"policy_limit":100,"sales_model":"%s",
"gate_overrides":%s,"exit_met":{"X1":%s,"X7":true},"budget":{"amount":-5},"need_doc_at":"%s","sso":{"what":" 平台 ","revenue":1.25},"risk_weights":{"R1":%d}},
"influences":[%s,%s,%s],"edges":%s,"competitors":%s,"criteria":%s,"needs":%s,"strengths":%s,"proposals":%s,"calls":%s,"actions":%s,"change_reviews":%s,
"bookings":%s,"external_bodies":%s,"bids":%s,"quotes":%s,"intel":%s,"expenses":%s,"flag_states":%s,"info":{"3":"u","14":"c"},
"negotiation":{"issues":[{"name":"价格","our_open":%d}]},"contract":{"payments":[{"name":"首付","pct":30}]}}`,
		m.of("", fmt.Sprintf("D-%d", n)), m.today, m.of("", "云岭港务", "海港集团有限公司"), 1+m.IntN(4), m.list(2, item(`{"at":"%s","reviewed":true}`, m.day())),
		m.of("", " 调度平台 ", "项目"), m.of("S1", "S3", "S6"), m.of("open", "lost"), m.of("CNY", "EUR", "贝壳"), m.IntN(999999), m.IntN(10), m.IntN(99), 1+m.IntN(99),
		m.of("project", "其他"), m.list(2, item(`{"criterion":"%s","by":"经理","still_unmet":true}`, m.of("S1.X1", "随便"))), m.of("true", "false"), m.day(), m.IntN(2000),
		m.person(0), m.person(1), m.person(2), m.list(4, func(i int) string { return "[" + m.who(i) + "," + m.who(i) + "]" }),
		m.list(3, func(i int) string {
			return fmt.Sprintf(`{"name":"%s","backers":%s,"backers_since":{"P1":"%s"},"counter_plan":true,"first_seen_at":"%s"}`, m.of("北辰", "蓝盾/南"), m.list(3, m.who), m.day(), m.day())
		}),
		m.list(2, item(`{"name":"%s","weight":1001}`, m.of("", "价格"))), m.list(3, item(`{"text":"%s","layer":%d}`, m.of("", "需求"), 1+m.IntN(5))),
		m.list(3, func(int) string {
			return fmt.Sprintf(`{"text":"%s","linked":%s}`, m.of("", "案例"), m.list(3, m.who))
		}),
		m.list(3, item(`{"version":%d,"issued_at":"%s","pages":%d}`, m.IntN(4), m.day(), m.IntN(200))),
		m.list(4, func(int) string { return fmt.Sprintf(`{"at":"%s","who":%s}`, m.day(), m.list(4, m.who)) }),
		m.list(2, item(`{"at":"%s"}`, m.day())), m.list(2, item(`{"at":"%s"}`, m.day())),
		m.list(2, item(`{"kind":"partner","at":"%s","with":%s,"flag":"%s","cost":-1.5}`, m.day(), m.who(0), m.of("RF-03", "x"))), m.list(2, item(`{"name":" 代理 ","influence":%s}`, m.who(0))),
		m.list(2, item(`{"name":"标段","documents":[{"name":"授权书"}]}`)), m.list(2, item(`{"no":"Q1","total":5,"floor":9}`)), m.list(2, item(`{"at":"%s","competitor":"北辰"}`, m.day())),
		m.list(2, item(`{"no":"E1","person":"P1"}`)), m.list(4, func(i int) string {
			return fmt.Sprintf(`{"id":"RF-%02d","subject":%s,"status":"%s"}`, 1+m.IntN(80), m.who(i), m.of("accepted", "mitigating", "open"))
		}), m.IntN(100))
}

// TestMadeUpDossiersComeBack brings in dossiers that nobody would write, and
// takes them away again.
func TestMadeUpDossiersComeBack(t *testing.T) {
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		for n := range 60 {
			m := maker{rand.New(rand.NewPCG(8, uint64(n))), c.App.Today()}
			given, err := strategy.ReadDossier([]byte(m.dossier(n)))
			if err != nil {
				t.Fatalf("%d is no dossier: %v", n, err)
			}
			if given.Deal.Name == "" && given.Account.Name == "" && given.ID == "" {
				continue
			}
			roundTrip(t, c, given)
		}
	})
}
