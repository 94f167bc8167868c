#!/bin/sh
# Makes sample.mp3, the recording of every practice call: the agent on the left channel, the
# customer on the right, as Exotel's dual recordings are. Needs espeak-ng, sox and lame.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# say <left|right> <text>: one line of the dialogue; the other channel is silent meanwhile.
line=0
say() {
  line=$((line + 1))
  if [ "$1" = left ]; then voice='-v en-gb+f3 -s 166 -p 58'; place='remix 1 0'
  else voice='-v en-us+m7 -s 158 -p 34'; place='remix 0 1'; fi
  # shellcheck disable=SC2086 # The options are several words.
  espeak-ng $voice -g 2 -w "$work/said.wav" "$2"
  # The telephone's band, and a breath between two speakers.
  # shellcheck disable=SC2086
  sox "$work/said.wav" "$work/$(printf %02d "$line").wav" \
    gain -9 rate 16000 sinc 250-3600 norm -4 silence 1 0.02 0.5% fade t 0.01 \
    reverse silence 1 0.02 0.5% fade t 0.03 reverse pad 0 0.26 $place
}

say left  'Good morning, this is Asha from Green Leaf Books.'
say right 'Oh, hello. Yes, go ahead.'
say left  'The book you ordered is here. Shall we deliver it tomorrow?'
say right 'Tomorrow is perfect. After four, please.'
say left  'After four it is. Have a nice day.'
say right 'Thank you. Bye.'

# A faint line noise on both channels: digital silence between words sounds broken.
sox "$work"/0*.wav "$work/talk.wav" pad 0.4 0.6
sox "$work/talk.wav" "$work/noise.wav" synth whitenoise vol 0.3 sinc 250-3400 gain -48
sox -m -v 1 "$work/talk.wav" -v 1 "$work/noise.wav" "$work/mix.wav" norm -2
lame --quiet -m s -b 48 --resample 16 "$work/mix.wav" "$here/sample.mp3"
