package account_test

import (
	"fmt"
	"testing"

	"sente/internal/sales/account"
)

func TestMatchKeySame(t *testing.T) {
	for _, pair := range [][2]string{
		{"长安五金(东莞)有限公司", "长安五金（东莞）有限公司"},
		{"东莞市长安五金有限公司", "東莞市長安五金有限公司"},
		{"杭州云帆科技有限公司", "杭州 云帆科技 有限责任公司"},
		{"Cafe Roma", "Ca\u200bfe  ROMA"},
		{"Acme Tools Co., Ltd.", "ACME TOOLS"},
		{"Acme Tools Co.Ltd", "Acme-Tools Limited"},
		{"Łódź Sp. z o.o.", "łódź"},
		{"ＡＢＣ有限公司", "abc有限公司"},
		{"Gross GmbH", "Groß"},
		{"㈱青空", "(株)青空"},
		{"Nova S.A.", "Nova SA"},
	} {
		if a, b := account.MatchKey(pair[0]), account.MatchKey(pair[1]); a != b {
			t.Errorf("%q and %q are one company, keys %q and %q", pair[0], pair[1], a, b)
		}
	}
}

func TestMatchKeyApart(t *testing.T) {
	for _, pair := range [][2]string{
		{"东莞市长安五金有限公司", "东莞长安五金"},
		{"云帆股份有限公司", "云帆有限公司"},
		{"云帆集团有限公司", "云帆有限公司"},
		{"云帆有限公司", "云帆有限公司杭州分公司"},
		{"上海云帆有限公司", "杭州云帆有限公司"},
		{"\u0421afe Roma", "Cafe Roma"},
		{"有限公司", "股份有限公司"},
		{"🦊狐狸文化", "狐狸文化"},
	} {
		if a, b := account.MatchKey(pair[0]), account.MatchKey(pair[1]); a == b {
			t.Errorf("%q and %q are two companies, both have key %q", pair[0], pair[1], a)
		}
	}
	for _, name := range []string{"有限公司", "Ltd", "...", "(株)"} {
		if account.MatchKey(name) == "" {
			t.Errorf("%q has an empty key", name)
		}
	}
}

func TestMixedScript(t *testing.T) {
	for name, want := range map[string]bool{
		"\u0421afe Roma": true, "Cafe Roma": false, "ТСL": true, "TCL 集团": false, "Кафе Roma": false, "Ωmega": true,
		"A公司": false, "Cafe\u0301": false,
	} {
		if got := account.MixedScript(name); got != want {
			t.Errorf("MixedScript(%q) = %v", name, got)
		}
	}
}

func TestNearKeys(t *testing.T) {
	keys := account.NewKeys()
	for _, name := range []string{"东莞长安五金", "长安五金(东莞)有限公司", "云帆集团有限公司", "大连海鲜有限公司"} {
		keys.Add(account.MatchKey(name))
	}
	near := keys.Near(account.MatchKey("东莞市长安五金有限公司"), 60, 5)
	if len(near) != 2 || near[0].Key != "东莞长安五金" || near[0].Score >= 100 {
		t.Errorf("near 东莞市长安五金: %v", near)
	}
	if near := keys.Near(account.MatchKey("云帆有限公司"), 60, 5); len(near) != 1 || near[0].Score != 70 {
		t.Errorf("a group is suggested: %v", near)
	}
	if near := keys.Near("大连海鲜", 60, 5); len(near) != 0 {
		t.Errorf("the key itself is not near: %v", near)
	}
	if account.Similarity("甲乙", "丙丁") != 0 || account.Similarity("甲乙", "甲乙") != 100 {
		t.Error("the ends of the scale")
	}
}

func BenchmarkNearKeys(b *testing.B) {
	keys := account.NewKeys()
	for i := range 20000 {
		keys.Add(account.MatchKey(fmt.Sprintf("测试客户%07d有限公司", i)))
	}
	for b.Loop() {
		keys.Near("测试客户0012345x", 60, 5)
	}
}
