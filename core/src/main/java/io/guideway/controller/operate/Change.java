package io.guideway.controller.operate;

import io.guideway.packet.IpAddress;

/** One change of what the node shall do. */
public sealed interface Change {
    /** Name of the service that it is about. */
    String service();

    /**
     * The service is added, or replaced where there is one of that name.
     *
     * @param definition what stands in {@code services} of the configuration file (docs/configuration.md), as JSON or YAML;
     *     {@code name} may be absent, and must be {@code service} where it is not
     */
    record PutService(String service, String definition) implements Change {}

    /** The service is no more; its VIP is not served. */
    record RemoveService(String service) implements Change {}

    /**
     * The backend is added, or its weight changed where the service has it.
     *
     * @param weight 0 to what the configuration allows
     */
    record PutBackend(String service, IpAddress backend, int weight) implements Change {}

    /** The backend is removed at once; {@link SetState} to draining is the gentle way. */
    record RemoveBackend(String service, IpAddress backend) implements Change {}

    /** The weight of a backend that is there. */
    record SetWeight(String service, IpAddress backend, int weight) implements Change {}

    /** The operator's word on a backend that is there. */
    record SetState(String service, IpAddress backend, AdminState state) implements Change {}
}
