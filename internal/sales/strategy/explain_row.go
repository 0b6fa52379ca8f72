package strategy

import (
	"slices"
	"strconv"

	"sente/internal/sales/calendar"
)

// saying is one value and what it is about.
type saying struct{ about, value string }

// rowFacts are the fields that say as many things as there are rows behind the
// flag of a subject.
var rowFacts = map[Field]func(v *view, subject string) []saying{
	FieldRoles: func(v *view, id string) (out []saying) {
		if p := v.person(id); p != nil {
			for _, r := range p.Roles {
				out = append(out, saying{id, string(r)})
			}
		}
		return out
	},
	FieldTies: func(v *view, id string) (out []saying) {
		for _, tie := range v.person(id).CompetitorTies {
			out = append(out, saying{id, tie})
		}
		return out
	},
	FieldGroupCalls: func(v *view, id string) []saying {
		return []saying{{id, strconv.Itoa(v.groupCalls(id))}}
	},
	FieldEBChangedAt: func(v *view, subject string) []saying {
		if subject != subjectEB {
			return nil
		}
		return []saying{{"", v.Deal.EBChangedAt.String()}}
	},
	FieldAttendee:    (*view).attendees,
	FieldCoachAgreed: func(_ *view, day string) []saying { return []saying{{day, "no"}} },
	FieldEvent:       (*view).eventOn,
	FieldSeenAt: func(v *view, who string) []saying {
		return []saying{{who, v.lastSeen(who).String()}}
	},
	FieldBody: func(_ *view, name string) []saying { return []saying{{name, name}} },

	FieldIssuedAt:   proposalFact(func(p *Proposal) string { return p.IssuedAt.String() }),
	FieldFeedbackAt: proposalFact(func(p *Proposal) string { return p.TBFeedbackAt.String() }),
	FieldPages:      proposalFact(func(p *Proposal) string { return whole(p.Pages) }),
	FieldSummary:    proposalFact(func(p *Proposal) string { return yesNo(p.Summary) }),
	FieldSimilarity: proposalFact(func(p *Proposal) string { return percentage(*p.Similarity) }),
	FieldWeakness: func(v *view, _ string) (out []saying) {
		for i := range v.Weaknesses {
			if w := &v.Weaknesses[i]; w.unplanned() {
				out = append(out, saying{"", w.Text})
			}
		}
		return out
	},
	FieldVeto: func(_ *view, item string) []saying { return []saying{{item, item}} },
	FieldFirstSeenAt: func(v *view, name string) []saying {
		return v.rivalDay(name, func(c *Competitor) calendar.Day { return c.FirstSeenAt })
	},
	FieldLastIntelAt: func(v *view, name string) []saying {
		return v.rivalDay(name, func(c *Competitor) calendar.Day { return c.LastIntelAt })
	},
	FieldCompanion: func(v *view, _ string) (out []saying) {
		signs := v.companionSigns()
		for i, sign := range CompanionSign("").All() {
			if signs[i] {
				out = append(out, saying{"", string(sign)})
			}
		}
		return out
	},
	FieldPriceCut: func(v *view, day string) (out []saying) {
		for i := range v.Actions {
			if a := &v.Actions[i]; a.Kind == PriceCut && a.At.String() == day && a.PriceCut != nil {
				out = append(out, saying{day, decimal(*a.PriceCut, 2)})
			}
		}
		return out
	},
}

// proposalFact is a field of the latest proposal.
func proposalFact(say func(*Proposal) string) func(*view, string) []saying {
	return func(v *view, _ string) []saying { return []saying{{"", say(v.latestProposal())}} }
}

func whole(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

// attendees are those of a day's calls who rank above a coach.
func (v *view) attendees(day string) (out []saying) {
	for i := range v.Calls {
		c := &v.Calls[i]
		if c.At.String() != day || !isNot(c.CoachAgreed) {
			continue
		}
		for _, id := range c.Who {
			if p := v.person(id); v.aboveCoach(p) {
				out = append(out, saying{id, strconv.Itoa(p.LevelRank)})
			}
		}
	}
	return out
}

// eventOn is the kind of the unreviewed event of a day.
func (v *view) eventOn(day string) []saying {
	i := slices.IndexFunc(v.Account.Events, func(e AccountEvent) bool {
		return !e.Reviewed && e.At.String() == day && (e.Kind == Reorganisation || e.Kind == LeaderChange)
	})
	if i < 0 {
		return nil
	}
	return []saying{{day, string(v.Account.Events[i].Kind)}}
}

func (v *view) rivalDay(name string, day func(*Competitor) calendar.Day) (out []saying) {
	for i := range v.Competitors {
		if c := &v.Competitors[i]; c.Name == name {
			out = append(out, saying{name, day(c).String()})
		}
	}
	return out
}
