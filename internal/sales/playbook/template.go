package playbook

// Step is what the template says of one stage.
type Step struct {
	Stage       Stage
	Phase       Phase
	Position    Position
	Probability int        // percent, earned when the stage is verified
	TypicalDays int        // 0 where the contract plan rules
	BuyerFirst  BuyerStage // first and last stage of the buyer that match
	BuyerLast   BuyerStage
	Entry       string // code of the signal that opens the stage
	Exits       int    // number of exit criteria, X1 to X<Exits>
}

// template is T-UNI (method.md 1.6; positions dossier.md 9).
var template = [...]Step{
	{S1, Early, Potential, 5, 30, B1, B2, "lead_captured", 6},
	{S2, Early, Potential, 25, 30, B2, B3, "opportunity_judged", 6},
	{S3, Middle, Solution, 50, 60, B3, B4, "relation_at_appointment", 6},
	{S4, Middle, Commercial, 80, 45, B4, B4, "need_in_writing", 7},
	{S5, Late, Commercial, 95, 30, B5, B5, "tender_issued", 3},
	{S6, Late, Closing, 100, 30, B6, B6, "award_noticed", 5},
	{D0, Delivery, Closing, 100, 0, B7, B7, "contract_effective", 0},
	{D1, Delivery, Closing, 100, 0, B7, B7, "milestone_before", 0},
	{D2, Delivery, Closing, 100, 0, B7, B7, "milestone_before", 0},
	{D3, Delivery, Closing, 100, 0, B7, B7, "milestone_before", 0},
	{D4, Delivery, Closing, 100, 0, B7, B7, "milestone_before", 0},
	{D5, Delivery, Closing, 100, 0, B7, B7, "milestone_before", 0},
	{D6, Delivery, Closing, 100, 0, B7, B7, "milestone_before", 0},
	{D7, Delivery, Closing, 100, 0, B7, B7, "milestone_before", 0},
	{D8, Delivery, Closing, 100, 0, B7, B7, "final_acceptance", 0},
	{D9, Delivery, Potential, 100, 0, B7, B1, "money_complete", 0},
}

// Template lists the steps of T-UNI in order.
func Template() []Step { return append([]Step(nil), template[:]...) }

// Of is the step of a stage; the zero Step when s is no stage.
func Of(s Stage) Step {
	if n := s.Order(); n > 0 {
		return template[n-1]
	}
	return Step{}
}

// WinProb is the probability, 0 to 1, that a deal has earned by its last
// verified stage; 0 while none is verified.
func WinProb(verified Stage) float64 { return float64(Of(verified).Probability) / 100 }
