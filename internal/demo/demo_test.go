package demo_test

import (
	"context"
	"errors"
	"testing"

	"sente/internal/cast"
	"sente/internal/demo"
	"sente/internal/store"
)

func TestBuild(t *testing.T) {
	cast.EachDB(t, func(t *testing.T, db *store.DB, clock *cast.Clock) {
		ctx := context.Background()
		logins, err := demo.Build(ctx, db, clock)
		if err != nil {
			t.Fatal(err)
		}
		t.Log(len(logins), clock.Now())
		if _, err := demo.Build(ctx, db, clock); !errors.Is(err, demo.ErrNotEmpty) {
			t.Errorf("a second build: got %v, want %v", err, demo.ErrNotEmpty)
		}
	})
}
