package store

import (
	"context"
	"database/sql"
	"reflect"
	"strings"
	"unicode/utf8"

	"sente/internal/fault"
)

// keepable refuses texts with the character NUL, and those that are not UTF-8,
// which one engine keeps and the other does not: what is kept is the same on both.
type keepable struct{ querier }

// QueryContext refuses with fault Invalid, text_unkept.
func (k keepable) QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	if err := keptTexts(args); err != nil {
		return nil, err
	}
	return k.querier.QueryContext(ctx, text, args...)
}

// ExecContext refuses with fault Invalid, text_unkept.
func (k keepable) ExecContext(ctx context.Context, text string, args ...any) (sql.Result, error) {
	if err := keptTexts(args); err != nil {
		return nil, err
	}
	return k.querier.ExecContext(ctx, text, args...)
}

func (k keepable) send(ctx context.Context, write asked) error {
	if err := keptTexts(write.args); err != nil {
		return err
	}
	return k.querier.send(ctx, write)
}

func (k keepable) queryEach(ctx context.Context, asks []asked) error {
	for _, a := range asks {
		if err := keptTexts(a.args); err != nil {
			return err
		}
	}
	return k.querier.queryEach(ctx, asks)
}

func keptTexts(args []any) error {
	for _, a := range args {
		s, ok := a.(string)
		if v := reflect.ValueOf(a); !ok && v.Kind() == reflect.String {
			s = v.String()
		}
		if strings.IndexByte(s, 0) >= 0 || !utf8.ValidString(s) {
			return fault.New(fault.Invalid, "text_unkept")
		}
	}
	return nil
}
