#!/bin/sh
# The whole run on a machine with one GPU, from the prepared corpus to the weights:
#
#     training/run.sh RECIPE WORK DEV_FIRST DEV_SECOND MINUTES [SETTLE MINUTES]
#
# WORK holds clean/ and vocabulary/ (training.prepare, training.vocabulary). MINUTES is the time
# that the training may take, its start included; the speed test and synthetic pairs come on top.
# Leaves WORK/checkpoint.pt, WORK/log.jsonl and WORK/parcel/. SETTLE is the recipe of a second run
# from those weights; it leaves the same in WORK/settled/, with the mean of both runs' weights as its
# parcel. Called again after an interruption, it goes on where it was.
#
# Environment: SYNTHETIC, pairs to translate, 0 for none (0); COMPILE, "--compile" or "", without
# the speed test; TRAIN_OPTIONS, more options for training.train; PYTHON (python3).
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

if [ ! -e "$work/clean/synthetic.tsv" ] && [ "${SYNTHETIC:-0}" -gt 0 ]; then
    # The plateau of the learning rate lasts half of the time; synthetic pairs join before its end.
    again=
    [ ! -e "$work/checkpoint.pt" ] || again=--resume
    train $again --until 0.45
    $python -m training.augment "$recipe" "$work" --pairs "${SYNTHETIC:-0}"
fi
again=
[ ! -e "$work/checkpoint.pt" ] || again=--resume
train $again
$python -m training.parcel "$recipe" "$work" "$work/parcel"

if [ $# -gt 5 ]; then
    parcel=$work/parcel recipe=$6 work=$work/settled minutes=$7
    mkdir -p "$work"
    ln -sfn ../clean ../vocabulary "$work/"
    again="--init $parcel"
    [ ! -e "$work/checkpoint.pt" ] || again=--resume
    train $again
    $python -m training.parcel "$recipe" "$work" "$work/parcel" --blend "$parcel" 0.5
fi
