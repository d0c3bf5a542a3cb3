package io.guideway.tier;

import io.guideway.flow.RecordRing;
import io.guideway.flow.RecordTable;
import io.guideway.service.ServedBackends;
import io.guideway.service.ServicePast;
import java.util.List;

/** The node whose records are told to others. Called by the replicator's thread. */
public interface LocalNode {
    /** What the workers have recorded; they write. */
    List<RecordTable> own();

    /** What the workers have to tell at once. */
    List<RecordRing> news();

    /** The copy of what other nodes have recorded; the replicator's thread alone writes. */
    RecordTable copy();

    /** Clock of all these tables. */
    int now();

    /** What the generation in use serves; the same object as long as it is in use. */
    ServedBackends served();

    /** Who had slots before. May wait for a change that is under way. */
    List<ServicePast> past();

    /**
     * Takes in what another node knows of that, and looks at the copy, which is complete as far as that node is concerned: slots
     * that flows of the copy stray from ask for records. May wait for a change that is under way.
     */
    void learn(List<ServicePast> past);
}
