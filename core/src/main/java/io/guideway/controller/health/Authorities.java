package io.guideway.controller.health;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** A file of trusted certificates. */
public final class Authorities {
    private Authorities() {}

    /**
     * Reads certificates in PEM, at least one.
     *
     * @throws IOException if the file cannot be read
     * @throws CertificateException if it holds no certificates, or something else
     */
    public static List<X509Certificate> read(final Path file) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(file)) {
            final List<X509Certificate> all = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (all.isEmpty()) {
                throw new CertificateException("no certificate in it");
            }
            return all;
        }
    }
}
