package app

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"

	"sente/internal/fault"
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

func checkPassword(password, login string) error {
	n := len([]rune(password))
	switch {
	case n < PasswordMin || n > PasswordMax:
		return fault.New(fault.Invalid, "password_length").
			At("password").
			With("min", PasswordMin).
			With("max", PasswordMax)
	case strings.EqualFold(password, login):
		return fault.New(fault.Invalid, "password_is_login").At("password")
	case strings.Count(password, password[:1]) == len(password):
		return fault.New(fault.Invalid, "password_simple").At("password")
	}
	return nil
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

// newToken makes a secret of 256 bits and the hash under which it is kept.
func newToken() (token, hash string) {
	b := make([]byte, 32)
	_, _ = rand.Read(b)
	token = base64.RawURLEncoding.EncodeToString(b)
	return token, tokenHash(token)
}

func tokenHash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
