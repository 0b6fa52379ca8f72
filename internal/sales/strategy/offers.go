package strategy

import "sente/internal/sales/bargain"

// offers are the rules about bids, quotes and bargaining, RF-78 to RF-80
// (method.md 6.6; exact conditions dossier.md 6.6).
var offers = []rule{
	{id: "RF-78", source: "001, our rule", levels: levels{High, Critical},
		limits: limits{ahead.AtMost(5), graveDays.AtMost(2)},
		facts:  []Field{FieldDeadlineAt, FieldDocument}, others: documentMissing},
	{id: "RF-79", source: "000", levels: levels{Critical}, facts: []Field{FieldQuoteTotal, FieldQuoteFloor},
		others: func(v *view) {
			for i := range v.Quotes {
				q := &v.Quotes[i]
				below := q.Total != nil && q.Floor != nil && *q.Total < *q.Floor
				v.raise(v.when(below && !q.Approved && q.Status != QuoteWithdrawn), q.No)
			}
		}},
	{id: "RF-80", source: "000, 001", levels: levels{High}, facts: []Field{FieldViolation},
		deal: func(v *view) Severity {
			for i := range v.violations {
				if v.violations[i].Level == bargain.Error {
					return v.when(true)
				}
			}
			return ""
		}},
}

// documentMissing is RF-78: a deadline is near and a document that the bid must
// have is not ready.
func documentMissing(v *view) {
	for i := range v.Bids {
		b := &v.Bids[i]
		if !v.due(b) {
			continue
		}
		for j := range b.Documents {
			d := &b.Documents[j]
			v.raise(v.rising(d.Mandatory && !d.Ready, v.coming(graveDays, b.DeadlineAt)), d.Name)
		}
	}
}

// due reports whether a bid is not out and its deadline is near.
func (v *view) due(b *Bid) bool { return b.SubmittedAt == 0 && v.coming(ahead, b.DeadlineAt) }
