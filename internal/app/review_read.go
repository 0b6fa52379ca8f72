package app

import (
	"context"
	"slices"

	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/review"
	"sente/internal/sales/strategy"
	"sente/internal/sales/worksheet"
	"sente/internal/store"
)

// ReviewRecord is a deal review as one person sees it: an open one of now, a
// closed one as the deal was known when it was closed.
type ReviewRecord struct {
	store.ReviewRow
	Sheet      Sheet
	Answers    worksheet.Answers
	Agenda     []review.Item
	Moved      map[worksheet.Number][]worksheet.Change // since the last review
	Last       *store.ReviewRow                        // closed before this one was opened
	Since      *Comparison                             // what became of the deal since then
	Challenges []store.ChallengeRow
	Left       []store.ChallengeRow // of the last review, that nobody answered
	Tasks      []store.TaskRow      // made in it
	Undone     []store.TaskRow      // of the last review, not done
	May        []string
	Offer      review.Decision // whose act fits now and is his to do; empty: none
	latest     bool
}

// Review reads a review of a deal that the actor sees. What a room may see of it
// tells nothing of hidden coaches, whoever shows it.
func (a *App) Review(ctx context.Context, who org.Actor, id record.ID, room bool) (ReviewRecord, error) {
	if room {
		who = who.Aloud()
	}
	r, scope := a.db.Reads(), who.Scope(org.ReadDeals)
	seen, err := r.Review(ctx, scope, id)
	if err != nil {
		return ReviewRecord{}, err
	}
	all, err := r.Reviews(ctx, seen.DealID)
	if err != nil {
		return ReviewRecord{}, err
	}
	out := ReviewRecord{}
	for i, x := range all {
		if x.ID == id {
			out.ReviewRow, out.latest = x, i == 0
			if i+1 < len(all) {
				out.Last = &all[i+1]
			}
		}
	}
	if err := a.reviewSheet(ctx, who, &out); err != nil {
		return out, err
	}
	if err := out.readLog(ctx, r, who); err != nil {
		return out, err
	}
	if err := out.readAgenda(ctx, r, who); err != nil {
		return out, err
	}
	if err := out.readMay(ctx, r, who); err != nil {
		return out, err
	}
	err = out.readOffer(ctx, r, who)
	return out, err
}

// readOffer says which act the latest decision still calls for, if the actor may
// do it.
func (x *ReviewRecord) readOffer(ctx context.Context, r *store.Reads, who org.Actor) error {
	if !x.latest || x.ClosedAt == 0 {
		return nil
	}
	now, err := r.Deal(ctx, who.Scope(org.ReadDeals), x.DealID)
	if err != nil || now.Status != strategy.Open || !who.May(org.MoveDeals, now.OwnerID, false) {
		return err
	}
	moves, err := r.Moves(ctx, x.DealID)
	x.Offer = x.Calls(moves)
	return err
}

// reviewSheet reads the deal as the review looks at it, and what became of it
// since the last one.
func (a *App) reviewSheet(ctx context.Context, who org.Actor, x *ReviewRecord) (err error) {
	if x.ClosedAt == 0 {
		x.Sheet, err = a.Sheet(ctx, who, x.DealID)
	} else {
		x.Sheet, err = a.SheetAt(ctx, who, x.DealID, x.ClosedAt)
	}
	if err != nil || x.Last == nil {
		return err
	}
	was, err := a.SheetAt(ctx, who, x.DealID, x.Last.ClosedAt)
	x.Since = &Comparison{From: a.day(x.Last.ClosedAt), To: x.Sheet.Today,
		Changes: contrasts(&was, &x.Sheet), Erased: x.Sheet.Erased}
	return err
}

// reviewTasks is how many tasks of a review are listed.
const reviewTasks = 200

// readLog reads challenges and tasks of the review and of the last one.
func (x *ReviewRecord) readLog(ctx context.Context, r *store.Reads, who org.Actor) error {
	of := []record.ID{x.ID}
	if x.Last != nil {
		of = append(of, x.Last.ID)
	}
	rows, err := r.Challenges(ctx, who.Scope(org.ReadDeals), of...)
	if err != nil {
		return err
	}
	for _, c := range rows {
		c.FlagName = x.nameOf(c.InfluenceID, c.Subject)
		switch {
		case c.ReviewID == x.ID:
			x.Challenges = append(x.Challenges, c)
		case c.State == review.Raised:
			c.May = []string{}
			x.Left = append(x.Left, c)
		}
	}
	made := store.TaskFilter{Page: store.Page{Limit: reviewTasks}, Reviews: of}
	tasks, err := r.Tasks(ctx, scopes(who), made)
	for _, t := range tasks.Items {
		tell(who, &t)
		switch {
		case x.reminds(t.ID):
		case t.ReviewID == x.ID:
			x.Tasks = append(x.Tasks, t)
		case t.DoneAt == 0 || x.ClosedAt != 0 && t.DoneAt > x.ClosedAt:
			x.Undone = append(x.Undone, t)
		}
	}
	return err
}

// reminds reports whether a task only reminds of a next review.
func (x *ReviewRecord) reminds(task record.ID) bool {
	return task == x.NextTaskID || x.Last != nil && task == x.Last.NextTaskID
}

// nameOf names what a flag is about: a person on the sheet, or a thing.
func (x *ReviewRecord) nameOf(person record.ID, subject string) string {
	if person == 0 {
		return subject
	}
	for i := range x.Sheet.Facts.People {
		if x.Sheet.Facts.People[i].ID == person {
			return x.Sheet.Facts.People[i].Name
		}
	}
	return ""
}

// readAgenda asks the nine questions of the sheet, with what people found and
// what happened up to the end of the review.
func (x *ReviewRecord) readAgenda(ctx context.Context, r *store.Reads, who org.Actor) error {
	if !x.Sheet.Facts.Diagnosable() {
		x.Agenda = review.Plan(x.matter())
		return nil
	}
	checks, err := r.Checks(ctx, x.DealID)
	if err != nil {
		return err
	}
	checks = slices.DeleteFunc(checks, func(c worksheet.Check) bool { return x.after(c.RecordedAt) })
	from := worksheet.Oldest(checks)
	if x.Last != nil && (from == 0 || x.Last.SeenID < from) {
		from = x.Last.SeenID
	}
	var changes []worksheet.Change
	if from != 0 {
		list, err := happened(ctx, r, who, x.DealID, after{id: from, upto: x.SeenID, pages: sincePages})
		if err != nil {
			return err
		}
		changes = changesOf(list)
	}
	d := x.Sheet.Facts.Dossier(x.Sheet.Today)
	x.Answers = worksheet.Read(&d, &x.Sheet.Diagnosis, checks, changes)
	x.Agenda = review.Plan(x.matter())
	if x.Last != nil {
		x.Moved = map[worksheet.Number][]worksheet.Change{}
		for n := worksheet.Number(1); n <= worksheet.Numbers; n++ {
			x.Moved[n] = worksheet.Since(changes, x.Last.SeenID, n)
		}
	}
	return nil
}

// after reports whether a moment comes after the review.
func (x *ReviewRecord) after(at calendar.Instant) bool { return x.ClosedAt != 0 && at > x.ClosedAt }

// matter is what the agenda is made of.
func (x *ReviewRecord) matter() review.Matter {
	m := review.Matter{Questions: x.Answers.Questions, Flags: x.Sheet.Flags, Rulings: x.Sheet.Facts.Rulings,
		On: x.Sheet.Today}
	for _, t := range x.Undone {
		m.Undone = append(m.Undone, t.ID)
	}
	for _, c := range x.Left {
		m.Open = append(m.Open, c.ID)
	}
	return m
}

// readMay fills in what the actor may do in the review.
func (x *ReviewRecord) readMay(ctx context.Context, r *store.Reads, who org.Actor) error {
	x.May = []string{}
	writes := false
	if x.ClosedAt == 0 {
		owner := x.Sheet.Deal.OwnerID
		member := slices.ContainsFunc(x.Sheet.Members, func(m deal.Member) bool { return m.UserID == who.ID })
		writes = x.Sheet.Deal.Status == strategy.Open && who.May(org.Contribute, owner, member)
		if writes {
			x.May = append(x.May, "challenge", "task")
		}
		decides, err := mayDecide(ctx, r, who, owner)
		if err != nil {
			return err
		}
		if decides {
			x.May = append(x.May, "decide")
		}
	}
	for i := range x.Challenges {
		x.Challenges[i].May = mayOnChallenge(who, &x.Challenges[i], writes)
	}
	return nil
}
