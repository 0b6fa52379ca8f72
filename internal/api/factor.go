package api

import (
	"bytes"
	"context"
	"encoding/base64"
	"image/png"
	"net/http"

	"github.com/pquerna/otp"

	"sente/internal/app"
	"sente/internal/sales/org"
)

func (s *Server) factorRoutes() []route {
	return []route{
		on("GET /api/factor", "FactorState", "", s.getFactor),
		on("POST /api/factor", "StartFactor", "", s.startFactor),
		on("POST /api/factor/confirm", "ConfirmFactor", "", s.confirmFactor),
		on("POST /api/factor/remove", "RemoveFactor", "", s.removeFactor),
		on("DELETE /api/users/{id}/factor", "ResetFactor", org.AdminPeople, s.resetFactor),
	}
}

func (s *Server) getFactor(ctx context.Context, who org.Actor, _ *struct{}) (*body[app.FactorState], error) {
	return answer(s.app.FactorState(ctx, who))
}

// PasswordAgain is one's password, asked for again.
type PasswordAgain struct {
	Password string `json:"password" maxLength:"200"`
}

// NewFactor is what goes into an authenticator, shown this once.
type NewFactor struct {
	Secret string `json:"secret" doc:"to be typed in"`
	URL    string `json:"url" doc:"otpauth: address of the same"`
	Image  string `json:"image" doc:"QR code of the address, as a data: address of a PNG"`
}

// qrSide is the side of the QR code, in pixels.
const qrSide = 240

func (s *Server) startFactor(
	ctx context.Context, who org.Actor, in *body[PasswordAgain],
) (*body[NewFactor], error) {
	key, err := s.app.StartFactor(ctx, who, in.Body.Password)
	if err != nil {
		return nil, err
	}
	picture, err := qrCode(key)
	return answer(NewFactor{key.Secret(), key.URL(), picture}, err)
}

// qrCode draws the address of a key as a PNG in a data: address.
func qrCode(key *otp.Key) (string, error) {
	picture, err := key.Image(qrSide, qrSide)
	if err != nil {
		return "", err
	}
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		return "", err
	}
	return "data:image/png;base64," + base64.StdEncoding.EncodeToString(out.Bytes()), nil
}

// FactorCode is a code of the authenticator.
type FactorCode struct {
	Code string `json:"code" maxLength:"40"`
}

// RecoveryCodes stand in for a lost authenticator, each once; shown this once.
type RecoveryCodes struct {
	Codes []string `json:"recovery_codes" nullable:"false"`
}

type factorAdded struct {
	SetCookie []http.Cookie `header:"Set-Cookie"`
	Body      RecoveryCodes
}

func (s *Server) confirmFactor(
	ctx context.Context, who org.Actor, in *body[FactorCode],
) (*factorAdded, error) {
	req := requestOf(ctx)
	added, err := s.app.ConfirmFactor(ctx, who, req.from, in.Body.Code)
	if err != nil {
		return nil, err
	}
	return &factorAdded{req.entered(added.LoggedIn), RecoveryCodes{added.Recovery}}, nil
}

// FactorRemoval is what is asked for before a second factor goes.
type FactorRemoval struct {
	Password string `json:"password" maxLength:"200"`
	Code     string `json:"code" maxLength:"40" doc:"of the authenticator, or a recovery code"`
}

func (s *Server) removeFactor(ctx context.Context, who org.Actor, in *body[FactorRemoval]) (*renewed, error) {
	req := requestOf(ctx)
	return req.renew(s.app.RemoveFactor(ctx, who, req.from, in.Body.Password, in.Body.Code))
}

func (s *Server) resetFactor(ctx context.Context, who org.Actor, in *byID) (*nothing, error) {
	return &nothing{}, s.app.ResetFactor(ctx, who, in.ID)
}
