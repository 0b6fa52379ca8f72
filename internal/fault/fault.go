// Package fault is the vocabulary of failure. Every refusal that a person may
// see is an *Error: a kind (which the doors turn into an HTTP status or an exit
// status), a stable code, the field at fault and parameters for its text in the
// catalogue of package text. Any other error is internal: it is logged and
// shown as such. Start with Kind and Error.
package fault

import (
	"errors"
	"fmt"
)

// Kind says what sort of failure it is; doors map it, once, to their own terms.
type Kind string

// The kinds of failure, and the HTTP status that the API gives them.
const (
	Invalid             Kind = "invalid"              // 422: a value is wrong
	Unparsable          Kind = "unparsable"           // 400: the request cannot be read
	Unauthenticated     Kind = "unauthenticated"      // 401: nobody is logged in
	Denied              Kind = "denied"               // 403: visible, but not allowed
	NotFound            Kind = "not_found"            // 404: missing, or outside the scope
	Conflict            Kind = "conflict"             // 409: against the present state
	Stale               Kind = "stale"                // 412: changed by somebody else
	PreconditionMissing Kind = "precondition_missing" // 428: If-Match is required
	TooLarge            Kind = "too_large"            // 413: over a limit
	Unsupported         Kind = "unsupported"          // 415: a form that is not read
	Limited             Kind = "limited"              // 429: too many, wait
	Busy                Kind = "busy"                 // 503: try again
	Full                Kind = "full"                 // 507: no space
	Internal            Kind = "internal"             // 500: our fault
)

// Error is one refusal. Its text for people is in the catalogue under
// "fault.<Code>", with Params filled in; Error() is for logs only.
type Error struct {
	Kind   Kind
	Code   string         // stable, snake_case: "name_missing"
	Field  string         // path of the field at fault, "" when none
	Params map[string]any // values for the text; never secrets
	More   []*Error       // further faults of the same request
	Cause  error          // for the log only
}

// New makes a refusal of a kind with a stable code.
func New(kind Kind, code string) *Error { return &Error{Kind: kind, Code: code} }

// At names the field at fault and returns e.
func (e *Error) At(field string) *Error { e.Field = field; return e }

// With adds a parameter for the text and returns e.
func (e *Error) With(key string, value any) *Error {
	if e.Params == nil {
		e.Params = map[string]any{}
	}
	e.Params[key] = value
	return e
}

// Because keeps the cause for the log and returns e.
func (e *Error) Because(err error) *Error { e.Cause = err; return e }

// Error renders the failure for logs.
func (e *Error) Error() string {
	s := string(e.Kind) + ": " + e.Code
	if e.Field != "" {
		s += " at " + e.Field
	}
	if e.Cause != nil {
		s = fmt.Sprintf("%s (%v)", s, e.Cause)
	}
	return s
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Of returns err as *Error; an error that is none becomes Internal, code
// "internal", with err as its cause. Of(nil) is nil.
func Of(err error) *Error {
	if err == nil {
		return nil
	}
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return New(Internal, "internal").Because(err)
}

// KindOf returns the kind of err, "" for nil.
func KindOf(err error) Kind {
	if err == nil {
		return ""
	}
	return Of(err).Kind
}

// Is reports whether err is a failure of kind.
func Is(err error, kind Kind) bool { return err != nil && KindOf(err) == kind }

// Join makes one error of several faults of a request: the first carries the
// others in More. It returns nil when there are none.
func Join(all []*Error) error {
	if len(all) == 0 {
		return nil
	}
	first := *all[0]
	first.More = append(append([]*Error{}, first.More...), all[1:]...)
	return &first
}
