package io.guideway.forwarder;

import io.guideway.rewrite.BackendTable;
import io.guideway.service.Service;
import java.util.List;

/** Told of the headers that workers use, and of the services that they go by; on the thread that changes them. */
interface GenerationListener {
    /** Nobody listens. */
    GenerationListener NONE = new GenerationListener() {
        @Override
        public void onBuilt(final BackendTable headers) {
            // Nobody to be told.
        }

        @Override
        public void onClosing(final BackendTable headers) {
            // Nobody to be told.
        }

        @Override
        public void onAdopted(final List<Service> services) {
            // Nobody to be told.
        }
    };

    /** Workers are going to use these headers. */
    void onBuilt(BackendTable headers);

    /** No worker uses these headers any more; they are gone when this returns. */
    void onClosing(BackendTable headers);

    /** Every worker goes by these services. */
    void onAdopted(List<Service> services);
}
