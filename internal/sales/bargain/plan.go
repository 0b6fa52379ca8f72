package bargain

import "math"

// Defaults of a plan (method.md 10.3).
const (
	PlannedRounds = 4
	PlannedRatio  = 0.6
	plannedShare  = 0.9 // of the way from our opening to the realistic value
)

// Plan is a series of shrinking concessions that keeps NG-04 to NG-07.
type Plan struct {
	Room       float64   // what the plan gives away in all
	Steps      []float64 // whole units, each smaller than the one before
	FinalOffer float64
}

// PlanConcessions plans the way from our opening towards the realistic value in
// 1 or more rounds, each ratio (above 0, below 1) times the one before. Steps are
// whole units; the last one takes what rounding left.
func PlanConcessions(open, realistic float64, rounds int, ratio float64) Plan {
	p := Plan{Room: plannedShare * math.Abs(open-realistic), Steps: make([]float64, rounds)}
	left := math.Round(p.Room)
	first := p.Room * (1 - ratio) / (1 - math.Pow(ratio, float64(rounds)))
	for k := range p.Steps {
		p.Steps[k] = math.Round(first * math.Pow(ratio, float64(k)))
		if k == rounds-1 {
			p.Steps[k] = left
		}
		left -= p.Steps[k]
	}
	p.FinalOffer = open - math.Copysign(math.Round(p.Room), open-realistic)
	return p
}
