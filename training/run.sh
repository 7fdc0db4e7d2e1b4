#!/bin/sh
# The whole run on a machine with one GPU, from the prepared corpus to the weights:
#
#     training/run.sh RECIPE WORK DEV_FIRST DEV_SECOND MINUTES
#
# WORK holds clean/ and vocabulary/ (training.prepare, training.vocabulary). MINUTES is the time
# the training steps may take; speed test, compiling and synthetic pairs come on top (3 to 4
# minutes). Leaves WORK/checkpoint.pt, WORK/log.jsonl and WORK/parcel/. Called again after an
# interruption, it goes on where it was.
#
# Environment: SYNTHETIC, pairs to translate, 0 for none (400000); COMPILE, "--compile" or "",
# without the speed test; TRAIN_OPTIONS, more options for training.train; PYTHON (python3).
set -eu
recipe=$1 work=$2 first=$3 second=$4 minutes=$5
python=${PYTHON:-python3}

train() {
    # shellcheck disable=SC2086
    $python -m training.train "$recipe" "$work" --dev "$first" "$second" \
        --budget "$minutes" $COMPILE ${TRAIN_OPTIONS:-} "$@"
}

if [ -z "${COMPILE+given}" ]; then
    COMPILE=$($python -m training.speed "$recipe")
fi

if [ ! -e "$work/clean/synthetic.tsv" ] && [ "${SYNTHETIC:-400000}" -gt 0 ]; then
    # The plateau of the learning rate lasts half of the time; synthetic pairs join before its end.
    again=
    [ ! -e "$work/checkpoint.pt" ] || again=--resume
    train $again --until 0.45
    $python -m training.augment "$recipe" "$work" --pairs "${SYNTHETIC:-400000}"
fi
again=
[ ! -e "$work/checkpoint.pt" ] || again=--resume
train $again
$python -m training.parcel "$recipe" "$work" "$work/parcel"
