"""Labels that must not stand on one another."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scarce.explorers import labels


@given(st.lists(st.floats(-1, 6), min_size=7, max_size=7))
def test_labels_keep_their_order_and_their_distance(heights):
    places = np.array(labels.spread(heights, gap=0.45, top=6.0))
    order = np.argsort(heights, kind="stable")
    assert (np.diff(places[order]) >= 0.45 - 1e-9).all()
    assert places.max() <= 6.0
