package blob

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	_ "image/gif" // read by image.Decode
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // read by image.Decode

	"sente/internal/fault"
)

// Side is the longest side of a preview, in pixels.
const Side = 2048

// decodeLimit is the memory that a decoded picture may take, in bytes. With the
// preview beside it the whole stays below 128 MiB.
const decodeLimit = 80 << 20

// Picture is a preview: fresh pixels, nothing else of the original.
type Picture struct {
	Type string // PNG or JPEG
	Data []byte
}

// Preview paints a picture anew, upright and at most Side pixels wide and high.
// A content that is no picture, or is broken, is Invalid, image_unreadable; one
// that would take too much memory is Invalid, image_too_large. One is painted at
// a time.
func (s *Store) Preview(ctx context.Context, hash string) (Picture, error) {
	select {
	case s.previews <- struct{}{}:
		defer func() { <-s.previews }()
	case <-ctx.Done():
		return Picture{}, ctx.Err()
	}
	file, err := s.Open(ctx, hash)
	if err != nil {
		return Picture{}, err
	}
	out, err := paint(file)
	return out, errors.Join(err, file.Close())
}

func paint(from io.ReadSeeker) (Picture, error) {
	config, format, err := image.DecodeConfig(from)
	if err != nil {
		return Picture{}, unreadable(err)
	}
	head, err := rewound(from, 256<<10)
	if err != nil {
		return Picture{}, err
	}
	if int64(config.Width)*int64(config.Height)*perPixel(format, config.ColorModel, head) > decodeLimit {
		return Picture{}, fault.New(fault.Invalid, "image_too_large")
	}
	full, _, err := image.Decode(from)
	if err != nil {
		return Picture{}, unreadable(err)
	}
	turn := 1
	if format == "jpeg" {
		turn = orientation(head)
	}
	return encode(upright(shrink(full), turn), format)
}

func unreadable(err error) error { return fault.New(fault.Invalid, "image_unreadable").Because(err) }

// rewound reads the first n bytes and goes back to the start.
func rewound(from io.ReadSeeker, n int64) ([]byte, error) {
	if _, err := from.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	head, err := io.ReadAll(io.LimitReader(from, n))
	if err == nil {
		_, err = from.Seek(0, io.SeekStart)
	}
	return head, err
}

// perPixel is the most memory that decoding takes for a pixel, in bytes.
func perPixel(format string, model color.Model, head []byte) int64 {
	switch {
	case format == "jpeg" && bytes.Contains(head, []byte{0xFF, 0xC2}):
		return 20 // progressive: the coefficients of all scans are kept
	case format == "jpeg":
		return 4
	case format == "webp":
		return 8
	case format == "gif", model == color.GrayModel:
		return 1
	}
	if model == color.NRGBA64Model || model == color.RGBA64Model {
		return 8
	}
	return 4
}

// shrink copies a picture into at most Side by Side pixels.
func shrink(full image.Image) *image.RGBA {
	b := full.Bounds()
	w, h := b.Dx(), b.Dy()
	if long := max(w, h); long > Side {
		w, h = max(1, w*Side/long), max(1, h*Side/long)
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.ApproxBiLinear.Scale(out, out.Bounds(), full, b, draw.Src, nil)
	return out
}

// encode writes photographs as JPEG and all else as PNG.
func encode(p *image.RGBA, format string) (Picture, error) {
	var to bytes.Buffer
	if format == "jpeg" || format == "webp" && p.Opaque() {
		err := jpeg.Encode(&to, p, &jpeg.Options{Quality: 85})
		return Picture{JPEG, to.Bytes()}, err
	}
	err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&to, p)
	return Picture{PNG, to.Bytes()}, err
}
