package strategy

import "sente/internal/sales/playbook"

// Health is how well a deal stands, its parts 0 to 1, unrounded (dossier.md 9).
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
	PenaltyRaw      float64 // points of the flags
	Penalty         float64 // the same, at most maxPenalty
	Index           int     // DHI, 0 to 100
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

// Shares of the process.
const (
	shareGate = 0.7
	shareTime = 0.3
)

// maxPenalty is the most that flags can take off the base.
const maxPenalty = 25

// health measures an open deal.
func (v *view) health(g playbook.Gate) Health {
	h := Health{
		Coverage:      v.coverage(),
		Qualification: v.score.Score20 / 20,
		Information:   v.informedDue,
		Competition:   v.competition(),
		Process:       shareGate*float64(g.Met())/float64(g.Total()) + shareTime*v.timeliness(),
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
	for i := range v.flags {
		h.PenaltyRaw += v.flags[i].penalty()
	}
	h.Penalty = min(maxPenalty, h.PenaltyRaw)
	h.Index = int(min(100, max(0, round(h.Base-h.Penalty, 0))))
	return h
}

// penalty is what a flag takes off the base: points of its severity times the
// share of its status.
func (f *Flag) penalty() float64 {
	share := 0.0
	switch f.Status {
	case FlagOpen:
		share = 1
	case FlagMitigating:
		share = 0.5
	}
	return f.Severity.points() * share
}

// points of a flag that nobody deals with.
func (s Severity) points() float64 {
	switch s {
	case Critical:
		return 4
	case High:
		return 2
	case Medium:
		return 0.5
	}
	return 0
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
	checks, n := v.mapChecks(), 0
	for _, ok := range checks {
		if ok {
			n++
		}
	}
	return float64(n) / float64(len(checks))
}

// mapChecks are the eight checks of the map: EB verified; EB, user, gatekeeper
// near; a coach; all key people with mode; with support; win-results complete.
func (v *view) mapChecks() [8]bool {
	key := v.count(func(p *Person) bool { return p.Key })
	return [...]bool{
		v.eb != nil && v.eb.RoleVerified,
		v.eb != nil && v.eb.met(),
		v.some(func(p *Person) bool { return p.keyUB() && p.met() }),
		v.some(func(p *Person) bool { return p.keyTB() && p.met() }),
		v.coaches > 0,
		key > 0 && !v.some(func(p *Person) bool { return p.Key && p.Current == "" }),
		key > 0 && !v.some(func(p *Person) bool { return p.Key && p.Support == 0 }),
		v.winsComplete(),
	}
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
	if v.stageDays <= v.typicalDays {
		return 1
	}
	return max(0, 1-float64(v.stageDays-v.typicalDays)/float64(v.typicalDays))
}
