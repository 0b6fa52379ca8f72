package main

import (
	"errors"
	"os"
	"strings"

	"sente/internal/fault"
	"sente/internal/text"
)

// plain words a refusal as the operator reads it, in the language of his
// terminal; other errors stay as they are.
func plain(err error) error {
	var refused *fault.Error
	if !errors.As(err, &refused) || refused.Kind == fault.Internal {
		return err
	}
	lang := text.English
	if strings.HasPrefix(os.Getenv("LC_ALL")+os.Getenv("LC_MESSAGES")+os.Getenv("LANG"), "zh") {
		lang = text.Chinese
	}
	words := text.In(lang).Get("fault."+refused.Code, refused.Params)
	if refused.Field != "" {
		words = refused.Field + ": " + words
	}
	return errors.New(words)
}
