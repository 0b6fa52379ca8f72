package text

// Only makes a catalogue whose own language has just these texts.
func Only(lang string, own map[string]string) Catalogue { return Catalogue{lang: lang, own: own} }

// Other swaps the two languages of a catalogue.
func (c Catalogue) Other() Catalogue { return Catalogue{lang: c.lang, own: c.other, other: c.own} }
