package app

import (
	"cmp"
	"context"
	"slices"
	"unicode/utf16"

	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/search"
	"sente/internal/store"
)

// Found is one answer to a search.
type Found struct {
	Kind      record.Kind `json:"kind" enum:"account,contact,deal,note"`
	ID        record.ID   `json:"id"`
	Title     string      `json:"title" doc:"name; of a note, the words around what was found"`
	Subtitle  string      `json:"subtitle,omitzero"`
	DealID    record.ID   `json:"deal_id,omitzero"`
	AccountID record.ID   `json:"account_id,omitzero"`
	Hit       []int       `json:"hit,omitempty" doc:"start and end in the title, in UTF-16 units; absent: found by something else"`

	score search.Score
}

// SearchQuery says what is searched for.
type SearchQuery struct {
	Q       search.Query
	Kind    record.Kind // "": all kinds
	Account record.ID   // of one account; 0: all
	Limit   int         // 1 to 50; 0 is 20
}

// Search finds accounts, contacts, deals and notes that the actor sees, the best
// first: exact names, then beginnings, parts, pinyin; among equals the newest.
func (a *App) Search(ctx context.Context, who org.Actor, q SearchQuery) ([]Found, error) {
	if err := holds(who, org.ReadAccounts); err != nil {
		return nil, err
	}
	kinds := store.Searched()
	if q.Kind != "" {
		kinds = []record.Kind{q.Kind}
	}
	out := []Found{}
	rows, err := a.db.Reads().Candidates(ctx, scopes(who),
		store.Sought{Kinds: kinds, Q: q.Q, Account: q.Account})
	if err != nil {
		return nil, err
	}
	for _, c := range rows {
		if f, ok := foundBy(q.Q, c); ok {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(x, y Found) int {
		return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(rankOf(x.Kind), rankOf(y.Kind)),
			cmp.Compare(y.ID, x.ID))
	})
	if q.Limit == 0 {
		q.Limit = 20
	}
	out = out[:min(len(out), q.Limit)]
	return out, listed(ctx, a, who, out, func(f Found) record.ID { return f.ID })
}

func rankOf(kind record.Kind) int { return slices.Index(store.Searched(), kind) }

// foundBy ranks a candidate. One whose title does not answer may still be found by
// its further text; the index answers too much, and such rows are dropped.
func foundBy(q search.Query, c store.Candidate) (Found, bool) {
	f := Found{Kind: c.Kind, ID: c.ID, Title: c.Title, Subtitle: c.Subtitle, DealID: c.DealID,
		AccountID: c.AccountID}
	if c.Kind == record.Note {
		return f.ofNote(q, c.Text)
	}
	if hit := q.Match(c.Title); hit.Score != search.None {
		f.score, f.Hit = hit.Score, []int{hit.Start, hit.End}
		return f, true
	}
	return f, q.Match(c.Title+"\n"+c.Text).Score != search.None
}

// Words shown around what was found in a note, in UTF-16 units.
const (
	wordsBefore = 20
	wordsAfter  = 80
)

// ofNote cuts the words around the first hit out of a note's text.
func (f Found) ofNote(q search.Query, text string) (Found, bool) {
	hit := q.Match(text)
	if hit.Score == search.None || hit.Score == search.Pinyin {
		return f, false
	}
	u := utf16.Encode([]rune(text))
	from, to := max(0, hit.Start-wordsBefore), min(len(u), hit.End+wordsAfter)
	if from > 0 && isTail(u[from]) {
		from--
	}
	if to < len(u) && isTail(u[to]) {
		to++
	}
	f.Title = string(utf16.Decode(u[from:to]))
	f.Hit, f.score = []int{hit.Start - from, hit.End - from}, search.Substring
	return f, true
}

// isTail reports whether a unit is the second half of a character.
func isTail(u uint16) bool { return u >= 0xDC00 && u <= 0xDFFF }
