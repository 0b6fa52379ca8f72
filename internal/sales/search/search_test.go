package search_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"sente/internal/sales/search"
)

func TestTokens(t *testing.T) {
	for name, tc := range map[string]struct {
		in   string
		want []string
	}{
		"empty":       {"", nil},
		"punctuation": {" —（）!", nil},
		"two characters": {"上海", []string{
			"h4e0a", "h4e0a6d77", "h6d77", "ih", "ish", "phai", "pshanghai"}},
		"word":             {"ACME-3", []string{"w3", "wacme"}},
		"full width":       {"ＡＢ１", []string{"wab1"}},
		"traditional":      {"华", search.Tokens("華")},
		"letters then han": {"A上", []string{"h4e0a", "is", "pshang", "wa"}},
		"other script":     {"é", []string{"wxe9"}},
	} {
		got := search.Tokens(tc.in)
		if !slices.Equal(got, tc.want) {
			t.Errorf("%s: Tokens(%q) = %q, want %q", name, tc.in, got, tc.want)
		}
	}
}

func TestTokensAcrossPunctuation(t *testing.T) {
	got := search.Tokens("华信（上海）公司")
	want := search.Tokens("华信上海公司")
	if !slices.Equal(got, want) {
		t.Errorf("punctuation changes the tokens: %q, want %q", got, want)
	}
}

func TestPinyinWindows(t *testing.T) {
	got := search.Tokens("一二三四五六七八九十")
	for _, want := range []string{"pyiersansiwuliu", "iyesswlqb", "pshi", "is"} {
		if !slices.Contains(got, want) {
			t.Errorf("%q is missing in %q", want, got)
		}
	}
	for _, tok := range got {
		if tok[0] == 'i' && len(tok) > 9 || strings.Contains(tok, "yiersansiwuliuqi") {
			t.Errorf("%q is longer than six syllables or eight initials", tok)
		}
	}
}

func TestTextTokens(t *testing.T) {
	if got, want := search.TextTokens("上海 ok"), []string{"h4e0a", "h4e0a6d77", "h6d77", "wok"}; !slices.Equal(got, want) {
		t.Errorf("TextTokens = %q, want %q: no pinyin", got, want)
	}
	long := strings.Repeat("山", 682) + "水" + "火" // 2046 bytes, then one that is cut
	got := search.TextTokens(long)
	if slices.Contains(got, fmt.Sprintf("h%x", '水')) || len(got) != 2 {
		t.Errorf("TextTokens of %d bytes = %q, want only the first 2 KB", len(long), got)
	}
}

// candidates says whether the index would return the name: each group has a
// term that a token satisfies.
func candidate(q search.Query, tokens []string) bool {
	for _, group := range q.Groups {
		if !slices.ContainsFunc(group, func(term search.Term) bool {
			return slices.ContainsFunc(tokens, func(tok string) bool {
				return tok == term.Token || term.Prefix && strings.HasPrefix(tok, term.Token)
			})
		}) {
			return false
		}
	}
	return !q.Empty()
}

func TestFind(t *testing.T) {
	for _, tc := range []struct {
		query, title string
		score        search.Score
		hit          string // the highlighted part
	}{
		{"上海华信", "上海华信", search.Exact, "上海华信"},
		{"上海", "上海华信科技", search.Prefix, "上海"},
		{"华信", "上海华信科技", search.Substring, "华信"},
		{"海", "上海华信科技", search.Substring, "海"},
		{"shhx", "上海华信科技", search.Pinyin, "上海华信"},
		{"hxkj", "上海华信科技", search.Pinyin, "华信科技"},
		{"shanghai", "上海华信科技", search.Pinyin, "上海"},
		{"shangh", "上海华信科技", search.Pinyin, "上海"},
		{"xi'an", "西安航天", search.Pinyin, "西安"},
		{"华信上海", "华信（上海）公司", search.Prefix, "华信（上海"},
		{"华信（上海）", "华信上海公司", search.Prefix, "华信上海"},
		{"信 上海", "华信（上海）公司", search.Substring, "信"},
		{"華為", "华为技术", search.Prefix, "华为"},
		{"华为", "華為技術", search.Prefix, "華為"},
		{"ＡＣＭＥ", "Acme 公司", search.Prefix, "Acme"},
		{"acm", "上海 ACME", search.Substring, "ACM"},
		{"chongqing", "重庆通飞", search.Pinyin, "重庆"},
		{"cqtf", "重庆通飞", search.Pinyin, "重庆通飞"},
		{"changan", "长安汽车", search.Pinyin, "长安"},
		{"yinhang", "江州银行", search.Pinyin, "银行"},
		{"yinyue", "星海音乐", search.Pinyin, "音乐"},
		{"zeng", "曾一鸣", search.Pinyin, "曾"},
		{"ceng", "曾一鸣", search.Pinyin, "曾"},
		{"shanxy", "单晓云", search.None, ""},
		{"sxy", "单晓云", search.Pinyin, "单晓云"},
		{"ouyi", "区一凡", search.Pinyin, "区一"},
		{"lvcheng", "绿城", search.Pinyin, "绿城"},
		{"𠮷田", "𠮷田制造", search.Prefix, "𠮷田"},
		{"shanghaihuaxinkejigongsi", "上海华信科技公司", search.Pinyin, "上海华信科技公司"},
		{"北京", "上海华信", search.None, ""},
		{"abc", "ABxBC", search.None, ""},
	} {
		q := search.Parse(tc.query)
		got := q.Match(tc.title)
		if got.Score != tc.score {
			t.Errorf("Parse(%q).Match(%q).Score = %d, want %d", tc.query, tc.title, got.Score, tc.score)
			continue
		}
		if hit := cut(tc.title, got); hit != tc.hit {
			t.Errorf("Parse(%q).Match(%q) highlights %q, want %q", tc.query, tc.title, hit, tc.hit)
		}
		if tc.score != search.None && !candidate(q, search.Tokens(tc.title)) {
			t.Errorf("the index does not return %q for %q: %v in %q",
				tc.title, tc.query, q.Groups, search.Tokens(tc.title))
		}
	}
}

func cut(title string, h search.Hit) string {
	return string(utf16.Decode(utf16.Encode([]rune(title))[h.Start:h.End]))
}

func TestMatchSiftsWhatPairsLetThrough(t *testing.T) {
	q, title := search.Parse("甲乙丙"), "甲乙丁乙丙"
	if !candidate(q, search.Tokens(title)) {
		t.Fatalf("%q should come back from the index: it has both pairs", title)
	}
	if got := q.Match(title); got.Score != search.None {
		t.Errorf("Match(%q) = %v, want none", title, got)
	}
}

func TestEmptyQueryMatchesNothing(t *testing.T) {
	for _, typed := range []string{"", "  ", "——", "。"} {
		q := search.Parse(typed)
		if !q.Empty() || q.Match("anything").Score != search.None || q.Match("").Score != search.None {
			t.Errorf("Parse(%q) = %+v, want an empty query that matches nothing", typed, q)
		}
	}
}

func TestLongQueryIsCut(t *testing.T) {
	q := search.Parse(strings.Repeat("长文字", 1000) + strings.Repeat(" a", 1000))
	if len(q.Groups) > 64 {
		t.Errorf("a query of 4000 letters makes %d groups, want at most 64", len(q.Groups))
	}
}

func TestSortKey(t *testing.T) {
	sorted := []string{"3M 中国", "Acme", "安徽海螺", "长安汽车", "Delta", "区块链实验室", "上海华信", "上海石化", "詹氏集团", "张氏集团", "重庆通飞"}
	// 重庆 is read chongqing: it belongs after 长安.
	want := []string{"3M 中国", "Acme", "安徽海螺", "长安汽车", "重庆通飞", "Delta", "区块链实验室", "上海华信", "上海石化", "詹氏集团", "张氏集团"}
	slices.SortFunc(sorted, func(a, b string) int { return strings.Compare(search.SortKey(a), search.SortKey(b)) })
	if !slices.Equal(sorted, want) {
		t.Errorf("sorted by SortKey: %q, want %q", sorted, want)
	}
}

func TestPersonSortKey(t *testing.T) {
	sorted := []string{"曾一鸣", "周远", "单晓云", "陈立", "区一凡", "章三", "张四", "张三"}
	want := []string{"陈立", "区一凡", "单晓云", "曾一鸣", "张三", "张四", "章三", "周远"}
	slices.SortFunc(sorted, func(a, b string) int {
		return strings.Compare(search.PersonSortKey(a), search.PersonSortKey(b))
	})
	if !slices.Equal(sorted, want) {
		t.Errorf("sorted by PersonSortKey: %q, want %q", sorted, want)
	}
}

func TestFoldAndSimplify(t *testing.T) {
	for in, want := range map[string]string{"ＡＢＣ（華為）": "abc(华为)", "臺灣": "台湾", "x": "x", "": ""} {
		if got := search.Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
	if got := search.Simplify("Ａ國際貿易"); got != "Ａ国际贸易" {
		t.Errorf("Simplify changes more than characters: %q", got)
	}
}

func FuzzSearch(f *testing.F) {
	for _, s := range []string{"上海华信", "重庆 cqtf", "İstanbul", "한국", "\xff\xfe", "e\u0301", "カタカナ", "①②", "\u0345a"} {
		f.Add(s, s)
	}
	f.Add("⑴", "1 1") // one character that folds into several
	ascii := regexp.MustCompile(`^[hwpi][0-9a-z]+$`)
	f.Fuzz(func(t *testing.T, name, typed string) {
		tokens := search.Tokens(name)
		for _, tok := range append(search.TextTokens(name), tokens...) {
			if !ascii.MatchString(tok) {
				t.Fatalf("token %q of %q is not plain ASCII", tok, name)
			}
		}
		if hit := search.Parse(typed).Match(name); hit.Score != search.None {
			if hit.Start < 0 || hit.End <= hit.Start || hit.End > len(utf16.Encode([]rune(name))) {
				t.Fatalf("Parse(%q).Match(%q) = %+v, outside the title", typed, name, hit)
			}
		}
		self := search.Parse(name)
		short := len(self.Groups) < 8 && utf8.RuneCountInString(name) < 32
		if short && !self.Empty() && (!candidate(self, tokens) || self.Match(name).Score == search.None) {
			t.Fatalf("%q does not find itself: groups %v, tokens %q", name, self.Groups, tokens)
		}
		search.SortKey(name)
	})
}

func BenchmarkTokens(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		search.Tokens("上海华信自动化科技股份有限公司")
	}
}

func BenchmarkMatch(b *testing.B) {
	q := search.Parse("hxzdh")
	b.ReportAllocs()
	for b.Loop() {
		q.Match("上海华信自动化科技股份有限公司")
	}
}

func BenchmarkSortKey(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		search.SortKey("上海华信自动化科技股份有限公司")
	}
}
