package comply_test

import (
	"errors"
	"maps"
	"testing"

	"sente/internal/fault"
	"sente/internal/sales/comply"
)

// What a plan may not say is found in both languages; what is everyday work is
// not.
func TestWords(t *testing.T) {
	for _, row := range []struct {
		text string
		rule comply.Rule
		want string
	}{
		{"签约后给他 3% 回扣", comply.Benefit, "回扣"},
		{"节前送购物卡", comply.Benefit, "购物卡"},
		{"Offer him a Kickback after signing", comply.Benefit, "Kickback"},
		{"pay under the table", comply.Benefit, "under the table"},
		{"a gift card for the buyer", comply.Benefit, "gift card"},
		{"请教练搞定评委", comply.Tender, "搞定评委"},
		{"参数量身定制，写进招标文件", comply.Tender, "量身定制，写进招标文件"},
		{"找人陪标，三家围标", comply.Tender, "找人陪标"},
		{"Steer the evaluators before opening", comply.Tender, "Steer the evaluators"},
		{"tailor the tender so as to exclude others", comply.Tender, "tailor the tender so as to exclude"},
		{"plan the bid-rigging", comply.Tender, "bid-rigging"},
		{"请专家公开讲解技术标准的必要性", comply.Tender, ""},
		{"向评委会公开答疑", comply.Tender, ""},
		{"判断我们是不是陪标", comply.Tender, ""},
		{"present the pilot to the evaluation committee", comply.Tender, ""},
		{"扣减质保金的条件回复客户", comply.Benefit, ""},
		{"the bridge to his vice president", comply.Benefit, ""},
		{"现金流测算给财务总监看", comply.Benefit, ""},
		{"anything at all", "CP-04", ""},
	} {
		if got := comply.Words(row.rule, row.text); got != row.want {
			t.Errorf("%s in %q: got %q, want %q", row.rule, row.text, got, row.want)
		}
	}
}

// A refusal names its rule and its field, also behind other faults.
func TestRefused(t *testing.T) {
	if err := comply.Check("show the pilot", "plan"); err != nil {
		t.Error(err)
	}
	bad := comply.Check("送现金", "plan")
	if bad == nil || bad.Params["words"] != "送现金" {
		t.Fatalf("%+v", bad)
	}
	many := fault.Join([]*fault.Error{fault.New(fault.Invalid, "too_long").At("title"), bad,
		comply.Refuse(comply.SealedPrice, "sealed_bid_price").At("kind")})
	want := map[comply.Rule]string{comply.Benefit: "plan", comply.SealedPrice: "kind"}
	if got := comply.Refused(many); !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	for _, err := range []error{nil, errors.New("x"), fault.New(fault.Invalid, "x").With("rule", "RF-01"),
		fault.New(fault.Conflict, "x").With("rule", "CP-01")} {
		if got := comply.Refused(err); len(got) != 0 {
			t.Errorf("%v: %v", err, got)
		}
	}
}
