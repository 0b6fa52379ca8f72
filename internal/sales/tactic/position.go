package tactic

import (
	"sente/internal/sales/influence"
	"sente/internal/sales/playbook"
	"sente/internal/sales/strategy"
)

// position is what to do about where we stand: what is missing among the people,
// the ground, the competition, each rival, the purchase and the closing
// (method.md 8).
func (r *reader) position() (out []Advice) {
	out = r.missing()
	switch r.d.Deal.Home {
	case strategy.OpponentGround:
		out = append(out, advise("home.opponent", 7))
	case strategy.OwnGround:
		out = append(out, advise("home.own", 14))
	}
	out = append(out, r.competition()...)
	return append(out, r.purchase()...)
}

// missing are the persons without whom there is no plan.
func (r *reader) missing() (out []Advice) {
	if !r.somebodyIs(influence.EB) {
		out = append(out, advise("find.EB", 7))
	}
	switch all, valid := r.coaches(); {
	case all == 0:
		out = append(out, advise("find.CO", 14))
	case valid == 1 && all == 1:
		out = append(out, advise("coach.second", 20))
	}
	return out
}

func (r *reader) competition() (out []Advice) {
	d := &r.d.Deal
	if d.Competition == strategy.Leading || d.Competition == strategy.Behind {
		code := string(d.Competition)
		out = append(out, advise(code, 7))
	}
	for i := range r.d.Competitors {
		code := "rival"
		if !r.d.Competitors[i].CounterPlan {
			code = "rival.unknown"
		}
		out = append(out, Advice{Code: code, Dont: "rival", Why: code, Days: 5,
			Name: r.d.Competitors[i].Name})
	}
	if len(r.d.Competitors) > 0 && d.Competition != strategy.Sole {
		out = append(out, advise("third_party", 14))
	}
	return out
}

// purchase is what to do about the customer's way of buying, and about closing.
func (r *reader) purchase() (out []Advice) {
	d := &r.d.Deal
	switch d.Procurement {
	case strategy.Invited, strategy.PublicTender, strategy.CompetitiveNegotiation:
		if d.Stage.From(playbook.S4) && len(r.bid.Failed) > 0 {
			out = append(out, advise("tender", 7))
		}
	}
	if d.Stage.From(playbook.S5) {
		out = append(out, advise("price", 5))
	}
	if closing := closingOf(d.Competition); closing != "" && d.Stage.From(playbook.S4) {
		out = append(out, advise(closing, 10))
	}
	return out
}

// closingOf is the strategy of the end game: to hasten when we are ahead, to win
// time when we are behind, neither when level (method.md 8, 14.4).
func closingOf(c strategy.Competition) string {
	switch c {
	case strategy.Sole, strategy.Leading:
		return "closing.hasten"
	case strategy.Behind:
		return "closing.delay"
	case strategy.Level:
		return "closing.wait"
	}
	return ""
}
