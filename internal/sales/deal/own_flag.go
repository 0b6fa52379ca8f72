package deal

import (
	"sente/internal/fault"
	"sente/internal/sales/record"
	"sente/internal/sales/rulebook"
	"sente/internal/sales/strategy"
)

// Failure is a rule of the company's own that could not be worked out on a deal.
type Failure struct {
	Rule       string
	Expression string
	Code       string // of the fault
	DealID     record.ID
}

// askOwn asks the rules of the company's own about an open deal, after the method:
// what they raise is a flag of the deal like others, without evidence, and changes
// no number of the method. open are the flags that are raised without what hidden
// coaches are known to be.
func (v *Verdict) askOwn(f *Facts, d *strategy.Dossier, by *rulebook.InForce, open map[flagKey]bool) {
	if len(by.Own) == 0 || f.Deal.Status != strategy.Open {
		return
	}
	for i := range by.Own {
		r := &by.Own[i]
		yes, err := r.Ask(d)
		if err != nil {
			v.Failed = append(v.Failed, Failure{r.Code, r.Expression, fault.Of(err).Code, f.Deal.ID})
		}
		if yes {
			v.Flags = append(v.Flags, Flag{DealID: f.Deal.ID, Rule: r.Code, Severity: string(r.Severity),
				Status: string(d.StatusOf(r.Code, "")), RulesVersion: RulesVersion,
				Hidden: open != nil && !open[flagKey{r.Code, ""}]})
		}
	}
	SortFlags(v.Flags)
}
