package strategy

import "sente/internal/sales/playbook"

// Health is how well a deal stands, each part 0 to 1, unrounded (dossier.md 9).
// Process and Base are meaningful only when Complete: they wait for a gate whose
// every criterion is decided.
type Health struct {
	Support         float64 // SUP: weighted support of the key influences
	Coverage        float64 // COV: eight checks of the map
	Qualification   float64 // QUA: risk score
	Information     float64 // INF: information items due
	Competition     float64 // CMP: our position against the rivals
	Process         float64 // PRC: gate and time in stage
	WeightSum       float64 // sum of the key persons' weights
	WeightedSupport float64 // sum of weight times support, unknown as -1
	Base            float64 // 0 to 100
	Complete        bool
}

// Shares of the base.
const (
	shareSupport       = 0.30
	shareCoverage      = 0.15
	shareQualification = 0.15
	shareInformation   = 0.15
	shareCompetition   = 0.10
	shareProcess       = 0.15
)

// health measures an open deal.
func (v *view) health(g playbook.Gate) Health {
	h := Health{
		Coverage:      v.coverage(),
		Qualification: v.score.Score20 / 20,
		Information:   v.informed(v.itemsDue()),
		Competition:   v.competition(),
		Process:       0.7*float64(g.Met())/float64(g.Total()) + 0.3*v.timeliness(),
		Complete:      v.gateComplete(),
	}
	for i := range v.persons {
		if p := &v.persons[i]; p.Key {
			h.WeightSum += p.Weight
			h.WeightedSupport += p.Weight * p.supportCounted()
		}
	}
	if h.WeightSum > 0 {
		h.Support = (h.WeightedSupport/(5*h.WeightSum) + 1) / 2
	}
	h.Base = 100 * (shareSupport*h.Support + shareCoverage*h.Coverage + shareQualification*h.Qualification +
		shareInformation*h.Information + shareCompetition*h.Competition + shareProcess*h.Process)
	return h
}

// supportCounted is the support as it counts; an unknown one counts -1.
func (p *Person) supportCounted() float64 {
	if p.Support == 0 {
		return -1
	}
	return float64(p.Support)
}

// coverage is the share of the eight checks of the map that hold.
func (v *view) coverage() float64 {
	key := v.count(func(p *Person) bool { return p.Key })
	checks := [...]bool{
		v.eb != nil && v.eb.RoleVerified,
		v.eb != nil && v.eb.met(),
		v.some(func(p *Person) bool { return p.keyUB() && p.met() }),
		v.some(func(p *Person) bool { return p.keyTB() && p.met() }),
		v.coaches > 0,
		key > 0 && !v.some(func(p *Person) bool { return p.Key && p.Current == "" }),
		key > 0 && !v.some(func(p *Person) bool { return p.Key && p.Support == 0 }),
		v.winsComplete(),
	}
	n := 0
	for _, ok := range checks {
		if ok {
			n++
		}
	}
	return float64(n) / float64(len(checks))
}

// competition is our position as a share; unknown is a little above behind.
func (v *view) competition() float64 {
	switch v.Deal.Competition {
	case Sole:
		return 1
	case Leading:
		return 0.8
	case Level:
		return 0.5
	case Behind:
		return 0.2
	}
	return 0.3
}

// timeliness is 1 within the stage's typical days and falls to 0 at twice them;
// 0 when it is unknown since when the deal is in the stage.
func (v *view) timeliness() float64 {
	if v.Deal.StageEnteredAt == 0 {
		return 0
	}
	typical := v.Deal.TypicalDays
	if typical == 0 {
		typical = playbook.Of(v.Deal.Stage).TypicalDays
	}
	days := v.days(v.Deal.StageEnteredAt)
	if days <= typical {
		return 1
	}
	return max(0, 1-float64(days-typical)/float64(typical))
}
