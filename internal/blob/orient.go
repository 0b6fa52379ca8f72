package blob

import (
	"bytes"
	"encoding/binary"
	"image"
)

// orientation is how a camera held a photograph, 1 to 8 as Exif 2.3 counts
// (4.6.4 A, tag 0x0112); 1, upright, when nothing is said.
func orientation(head []byte) int {
	_, exif, found := bytes.Cut(head, []byte("Exif\x00\x00"))
	if !found || len(exif) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.LittleEndian
	if exif[0] == 'M' {
		order = binary.BigEndian
	}
	start := int64(order.Uint32(exif[4:]))
	if start+2 > int64(len(exif)) {
		return 1
	}
	n := int64(order.Uint16(exif[start:]))
	for i := range n {
		at := start + 2 + 12*i
		if at+12 > int64(len(exif)) {
			return 1
		}
		if order.Uint16(exif[at:]) == 0x0112 {
			if turn := int(order.Uint16(exif[at+8:])); turn >= 1 && turn <= 8 {
				return turn
			}
		}
	}
	return 1
}

// upright turns a photograph the way it was seen.
func upright(p *image.RGBA, turn int) *image.RGBA {
	if turn == 1 {
		return p
	}
	w, h := p.Rect.Dx(), p.Rect.Dy()
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if turn > 4 {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			tx, ty := place(turn, image.Pt(x, y), image.Pt(w, h))
			out.SetRGBA(tx, ty, p.RGBAAt(x, y))
		}
	}
	return out
}

// place says where a stored pixel of a picture of a size is seen.
func place(turn int, p, size image.Point) (int, int) {
	right, below := size.X-1-p.X, size.Y-1-p.Y
	switch turn {
	case 2:
		return right, p.Y
	case 3:
		return right, below
	case 4:
		return p.X, below
	case 5:
		return p.Y, p.X
	case 6:
		return below, p.X
	case 7:
		return below, right
	}
	return p.Y, right
}
