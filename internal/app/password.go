package app

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/ccojocar/zxcvbn-go"
	"golang.org/x/crypto/argon2"

	"sente/internal/fault"
	"sente/internal/sales/org"
	"sente/internal/store"
)

// hashers bounds how many passwords are hashed at once: each takes 19 MiB.
const hashers = 2

// Parameters of argon2id, the OWASP minimum.
const (
	argonTime    = 2
	argonMemory  = 19 * 1024 // KiB
	argonThreads = 1
	argonKey     = 32
)

// Length of a password, in code points.
const (
	PasswordMin = 10
	PasswordMax = 128
)

// strengthLooked bounds how much of a password its strength is worked out from;
// what follows only makes it stronger.
const strengthLooked = 64

// strengthLeast is the least strength of 0 to 4 that is taken: at 1 a password is
// among the first million that are tried.
const strengthLeast = 2

// checkPassword refuses a password that is too short, or easily guessed by who
// knows common passwords and the words given: names of the user and the company.
func (a *App) checkPassword(password string, words ...string) error {
	n := len([]rune(password))
	if n < PasswordMin || n > PasswordMax {
		return fault.New(fault.Invalid, "password_length").
			At("password").
			With("min", PasswordMin).
			With("max", PasswordMax)
	}
	for _, w := range words {
		if strings.EqualFold(password, w) {
			return fault.New(fault.Invalid, "password_is_login").At("password")
		}
	}
	known := knownWords(words)
	if apart(password, known) < apartLeast || a.strength(password, known) < strengthLeast {
		return fault.New(fault.Invalid, "password_simple").At("password")
	}
	return nil
}

// strength is how hard a password is to guess, 0 to 4, by zxcvbn. Its library
// fills tables of its own when it is first used: one at a time.
func (a *App) strength(password string, known []string) int {
	a.weighing.Lock()
	defer a.weighing.Unlock()
	return zxcvbn.PasswordStrength(clip(password, strengthLooked), known).Score
}

// knownWords are words, and their parts, that who guesses tries first.
func knownWords(words []string) []string {
	known := []string{"sente", "xianshou", "先手"}
	for _, w := range words {
		known = append(known, strings.ToLower(w))
		known = append(known, strings.Fields(strings.ToLower(w))...)
	}
	return known
}

// apartLeast is how many characters of a password stand besides known words.
const apartLeast = 5

// apart counts the characters of a password besides known words of three bytes
// or more: one Chinese character or three letters.
func apart(password string, known []string) int {
	rest := strings.ToLower(password)
	for _, w := range known {
		if len(w) >= 3 {
			rest = strings.ReplaceAll(rest, w, "")
		}
	}
	return len([]rune(rest))
}

// companyWords are what of a user and his company must not be his password.
func (a *App) companyWords(u org.User) []string {
	words := []string{u.Login, u.Name}
	if s := a.space.Load(); s != nil {
		words = append(words, s.Name)
	}
	return words
}

// hash makes the stored form of a password.
func (a *App) hash(password string) string {
	salt := make([]byte, 16)
	_, _ = rand.Read(salt)
	return fmt.Sprintf(
		"$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s",
		argon2.Version,
		argonMemory,
		argonTime,
		argonThreads,
		base64.RawStdEncoding.EncodeToString(
			salt,
		),
		base64.RawStdEncoding.EncodeToString(a.derive(password, salt)),
	)
}

func (a *App) derive(password string, salt []byte) []byte {
	a.hashing <- struct{}{}
	defer func() { <-a.hashing }()
	return argon2.IDKey([]byte(password), salt, argonTime, argonMemory, argonThreads, argonKey)
}

// matches reports whether password is the one of the stored form. It takes the
// same time for a user without password.
func (a *App) matches(stored, password string) bool {
	parts := strings.Split(stored, "$")
	if len(parts) != 6 {
		a.derive(password, make([]byte, 16))
		return false
	}
	salt, err1 := base64.RawStdEncoding.DecodeString(parts[4])
	want, err2 := base64.RawStdEncoding.DecodeString(parts[5])
	if err1 != nil || err2 != nil {
		return false
	}
	return subtle.ConstantTimeCompare(a.derive(password, salt), want) == 1
}

// newToken makes a secret and the hash under which it is kept.
func newToken() (token, hash string) {
	token = RandomToken()
	return token, tokenHash(token)
}

func tokenHash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// ChangePassword sets the actor's own password after checking the present one,
// ends his sessions, and starts a new one in place of that which asked.
func (a *App) ChangePassword(
	ctx context.Context, who org.Actor, from Visitor, current, next string,
) (LoggedIn, error) {
	u, err := a.recheck(ctx, who, current, "current")
	if err != nil {
		return LoggedIn{}, err
	}
	if err := a.checkPassword(next, a.companyWords(u)...); err != nil {
		return LoggedIn{}, fault.Of(err).At("next")
	}
	hash := a.hash(next)
	var in LoggedIn
	err = a.db.Write(ctx, func(tx *store.Tx) error {
		if err := setPassword(ctx, tx, u, hash); err != nil {
			return err
		}
		in, err = a.startSession(ctx, tx, from, u.ID)
		return err
	})
	return in, err
}

// setPassword gives a user a password and puts him out everywhere.
func setPassword(ctx context.Context, tx *store.Tx, u org.User, hash string) error {
	if err := putOut(ctx, tx, u.ID); err != nil {
		return err
	}
	next := u
	next.PasswordHash, next.PasswordAt = hash, tx.Now()
	if err := store.Save(ctx, tx, u, &next); err != nil {
		return err
	}
	return tx.Record(ctx, userEvent(u.ID, "user.password_changed", u))
}

// RandomToken is a secret as sessions, links and API tokens have it: 256 bits
// from the operating system, in base64 for addresses.
func RandomToken() string {
	b := make([]byte, 32)
	_, _ = rand.Read(b)
	return base64.RawURLEncoding.EncodeToString(b)
}
