package cast

import (
	"context"

	"sente/internal/app"
	"sente/internal/sales/record"
	"sente/internal/sales/review"
)

// reviews are two of a deal: a closed one, with doubts and acts about a flag that
// names the hidden coach and about none, and an open one.
func (s *Story) reviews(id record.ID) {
	s.T.Helper()
	ctx, mo, secret := context.Background(), s.As(s.Mo), s.Of("hidden flag")
	r, err := s.App.OpenReview(ctx, s.As(s.Mina), id)
	s.keep(record.Review, "council", r.ID, err)
	for _, x := range []struct {
		doubt, act string
		flag       record.ID
	}{{"riddle", "pledge", secret}, {"query", "vow", 0}} {
		c, err := s.App.AddChallenge(ctx, mo, r.ID, app.NewChallenge{FlagID: x.flag, Text: word(x.doubt)})
		s.keep(record.Challenge, x.doubt, c.ID, err)
		t, err := s.App.AddReviewTask(ctx, mo, r.ID, app.ReviewTask{Title: word(x.act), FlagID: x.flag,
			DueOn: s.App.Today().Add(3), AssigneeID: s.Mina})
		s.keep(record.Task, x.act, t.ID, err)
	}
	next := s.App.Today().Add(9)
	v := review.Verdict{Decision: review.Hold, Reason: word("council"), NextOn: next}
	_, err = s.App.DecideReview(ctx, mo, r.ID, app.ReviewVerdict{Verdict: v})
	s.must(err)
	r, err = s.App.OpenReview(ctx, s.As(s.Mina), id)
	s.keep(record.Review, "hearing", r.ID, err)
	last := app.NewChallenge{Question: 3, Text: word("objection")}
	c, err := s.App.AddChallenge(ctx, s.As(s.Pia), r.ID, last)
	s.keep(record.Challenge, "objection", c.ID, err)
}
