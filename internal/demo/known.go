package demo

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"sente/internal/app"
	"sente/internal/sales/deal"
	"sente/internal/sales/strategy"
)

// planKnown notes what is known of a sale: needs, decision criteria, information.
func (t *teller) planKnown(x *running) error {
	for _, part := range []struct {
		lines string
		read  func(*running, string, int) (func(context.Context) error, error)
	}{{x.needs, t.readNeed}, {x.marks, t.readMark}, {x.info, t.readInfo}} {
		place := 0
		for line := range strings.Lines(part.lines) {
			if line = strings.TrimSpace(line); line == "" {
				continue
			}
			place++
			do, err := part.read(x, line, place)
			if err != nil {
				return fmt.Errorf("%q: %w", line, err)
			}
			t.on(x.soon(10), "known of "+x.name, do)
		}
	}
	return nil
}

func (t *teller) readNeed(x *running, line string, place int) (func(context.Context) error, error) {
	layer, text, _ := strings.Cut(line, " ")
	layer, assumed := strings.CutSuffix(layer, "?")
	n, err := strconv.Atoi(layer)
	f := deal.NeedFields{Text: text, Layer: deal.NeedLayer(n), Place: place, OwnAssumption: assumed}
	return func(ctx context.Context) error {
		_, err := t.app.AddNeed(ctx, x.owner, x.id, f)
		return err
	}, err
}

func (t *teller) readMark(x *running, line string, place int) (func(context.Context) error, error) {
	var weight float64
	var kind, title string
	var score int
	_, err := fmt.Sscan(line, &weight, &kind, &score, &title)
	title, ours := strings.CutPrefix(title, "*")
	f := deal.DecisionFields{Name: title, Kind: strategy.CriterionKind(kind), Weight: &weight, Our: &score,
		IsKey: place == 1, Featured: ours, Place: place}
	return func(ctx context.Context) error {
		_, err := t.app.AddDecision(ctx, x.owner, x.id, f)
		return err
	}, err
}

func (t *teller) readInfo(x *running, line string, _ int) (func(context.Context) error, error) {
	item, text, _ := strings.Cut(line, " ")
	item, confirmed := strings.CutSuffix(item, "+")
	n, err := strconv.Atoi(strings.TrimSuffix(item, "~"))
	f := deal.InfoFields{Status: deal.InfoPartial, Text: text, Sources: 1}
	if confirmed {
		f.Status, f.Sources = deal.InfoConfirmed, deal.SourcesWanted
	}
	return func(ctx context.Context) error {
		_, err := t.app.PutInfo(ctx, x.owner, x.id, app.Learnt{Item: strategy.InfoItem(n), InfoFields: f})
		return err
	}, err
}
