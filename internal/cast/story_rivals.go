package cast

import (
	"context"

	"sente/internal/sales/deal"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// rivalry is one of everything that is known around Mina's deal; each that names
// persons names the hidden coach besides the decision maker.
func (s *Story) rivalry(id, rival, boss, spy record.ID) {
	ctx, mina, both, today := context.Background(), s.As(s.Mina), []record.ID{boss, spy}, s.App.Today()
	intel, err := s.App.AddIntel(ctx, mina, id,
		deal.IntelFields{CompetitorID: rival, On: today, Text: word("gossip")})
	s.keep(record.Intel, "gossip", intel.ID, err)
	bell, err := s.App.AddStrength(ctx, mina, id, deal.StrengthFields{Text: word("bell"), Linked: both})
	s.keep(record.Strength, "bell", bell.ID, err)
	gap, err := s.App.AddWeakness(ctx, mina, id, deal.WeaknessFields{Text: word("gap"), Affects: both})
	s.keep(record.Weakness, "gap", gap.ID, err)
	offer, err := s.App.AddProposal(ctx, mina, id, deal.ProposalFields{IssuedOn: today})
	s.keep(record.Proposal, "offer", offer.ID, err)
	check, err := s.App.AddChangeReview(ctx, mina, id,
		deal.ChangeReviewFields{On: today, Text: word("check")})
	s.keep(record.ChangeReview, "check", check.ID, err)
	agency, err := s.App.AddExternalBody(ctx, mina, id,
		deal.ExternalBodyFields{Name: word("agency"), PersonID: spy})
	s.keep(record.ExternalBody, "agency", agency.ID, err)
	doubt, err := s.App.AddObjection(ctx, mina, id,
		deal.ObjectionFields{Text: word("doubt"), PersonID: spy})
	s.keep(record.Objection, "doubt", doubt.ID, err)
	call, err := s.App.AddVisit(ctx, mina, id,
		deal.VisitFields{On: today, Reason: word("journey"), People: both})
	s.keep(record.Visit, "journey", call.ID, err)
	expert, err := s.App.AddBooking(ctx, mina, id,
		deal.BookingFields{Kind: strategy.IndustryExpert, On: today, PersonID: spy})
	s.keep(record.Booking, "expert", expert.ID, err)
	merger, err := s.App.AddAccountEvent(ctx, mina, s.Harbor,
		deal.AccountEventFields{Kind: strategy.Merger, On: today, Text: word("merger")})
	s.keep(record.AccountEvent, "merger", merger.ID, err)
}
