package io.guideway.controller.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A certificate with its chain, and its key (PKCS #8), from the PEM files (RFC 7468) that other servers read too. */
final class PemKeys {
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private PemKeys() {}

    /**
     * Reads both.
     *
     * @throws IOException if one cannot be read, is something else, or if they do not belong together
     */
    static KeyStore read(final Path certificateFile, final Path keyFile) throws IOException {
        try {
            final Certificate[] chain = chain(certificateFile);
            final PrivateKey key = key(keyFile, chain[0].getPublicKey().getAlgorithm());
            if (!belong(key, chain[0].getPublicKey())) {
                throw new IOException("the key of %s is not that of the certificate of %s; name a pair"
                        .formatted(keyFile, certificateFile));
            }
            final KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("api", key, new char[0], chain);
            return store;
        } catch (final GeneralSecurityException refused) {
            throw new IOException("%s with %s: %s".formatted(certificateFile, keyFile, refused.getMessage()), refused);
        }
    }

    private static Certificate[] chain(final Path file) throws IOException, GeneralSecurityException {
        try (InputStream stream = Files.newInputStream(file)) {
            final Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(stream)
                    .toArray(Certificate[]::new);
            if (chain.length == 0) {
                throw new IOException(file + ": holds no certificate; name a PEM file, the node's own first");
            }
            return chain;
        }
    }

    private static PrivateKey key(final Path file, final String algorithm)
            throws IOException, GeneralSecurityException {
        final Matcher key = PKCS8.matcher(Files.readString(file));
        if (!key.find()) {
            throw new IOException(
                    "%s: holds no unencrypted PKCS #8 key; write one with `openssl pkcs8 -topk8 -nocrypt -in OLD -out %s`"
                            .formatted(file, file));
        }
        try {
            final byte[] octets = Base64.getMimeDecoder().decode(key.group(1));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(octets));
        } catch (final IllegalArgumentException | GeneralSecurityException broken) {
            throw new IOException(
                    "%s: holds no %s key, which the certificate has (%s)"
                            .formatted(file, algorithm, broken.getMessage()),
                    broken);
        }
    }

    private static boolean belong(final PrivateKey key, final PublicKey certified) throws GeneralSecurityException {
        final Signature signature = Signature.getInstance(
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> "EdDSA";
                });
        final byte[] message = {1, 2, 3};
        signature.initSign(key);
        signature.update(message);
        final byte[] signed = signature.sign();
        signature.initVerify(certified);
        signature.update(message);
        return signature.verify(signed);
    }
}
