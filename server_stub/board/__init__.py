"""The live board of leads: one look for the whole node, told to each as far as he leads.

While somebody watches, the store is looked at after whatever changed and at least once a second;
the look runs on a reading thread, rows that are another than they were are told, once to all leads
of the same groups. Nothing is looked at while nobody watches. The sums of the day are kept between
looks; any node can make them anew from the rows.
"""
