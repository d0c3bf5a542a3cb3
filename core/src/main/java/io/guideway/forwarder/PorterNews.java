package io.guideway.forwarder;

import io.guideway.forwarder.porter.Porter;
import io.guideway.rewrite.BackendTable;
import io.guideway.service.Service;
import java.util.List;

/** Keeps the porter informed of the generations. */
record PorterNews(Porter porter) implements GenerationListener {
    @Override
    public void onBuilt(final BackendTable headers) {
        porter.enter(headers);
    }

    @Override
    public void onClosing(final BackendTable headers) {
        porter.leave(headers);
    }

    @Override
    public void onAdopted(final List<Service> services) {
        porter.adopted(services);
    }
}
