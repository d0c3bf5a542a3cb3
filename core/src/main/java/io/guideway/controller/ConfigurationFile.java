package io.guideway.controller;

import java.nio.file.Path;

/**
 * Reads a configuration file (docs/configuration.md) and refuses it whole if anything is wrong with it. First the YAML, then
 * the schema, then what this version serves, then the sense, of health first: a step runs only if those before found nothing, and reports
 * everything that it finds. Any thread.
 */
public final class ConfigurationFile {
    private static final SchemaCheck SCHEMA = new SchemaCheck();

    private ConfigurationFile() {}

    /**
     * Reads and checks {@code file}.
     *
     * @throws ConfigurationException with every problem that the first failing step found
     */
    public static CheckedConfiguration read(final Path file) throws ConfigurationException {
        return load(file).checked();
    }

    /**
     * Reads and checks all but the services, of which there are none then. So a forwarder need not understand ten thousand
     * services twice, nor stay away because one of them is wrong.
     *
     * @throws ConfigurationException with every problem that the first failing step found
     */
    public static CheckedConfiguration readNode(final Path file) throws ConfigurationException {
        final byte[] octets = YamlFile.octets(file);
        try {
            return check(YamlFile.parseWithout("services", file.toString(), octets), file.toString());
        } catch (final ConfigurationException unfit) {
            // An alias may name what stands in a service. So whatever was wrong, the whole file shall say it.
            return check(YamlFile.parse(file.toString(), octets), file.toString());
        }
    }

    /** The whole file, with what it takes to change single services. */
    static FileDocument load(final Path file) throws ConfigurationException {
        final byte[] octets = YamlFile.octets(file);
        final YamlNode root = YamlFile.parse(file.toString(), octets);
        return FileDocument.of(file, octets, root, check(root, file.toString()));
    }

    /**
     * Checks a document, wherever it comes from.
     *
     * @param name of the document in messages
     */
    static CheckedConfiguration check(final YamlNode document, final String name) throws ConfigurationException {
        final Findings findings = new Findings(name);
        final Item root = Item.root(document, findings);
        final Configuration configuration = read(root, findings);
        Checks.check(root, configuration);
        findings.requireNoErrors();
        return new CheckedConfiguration(configuration, findings.warnings());
    }

    /** Everything but the last step, the sense. */
    static Configuration read(final Item root, final Findings findings) throws ConfigurationException {
        SCHEMA.check(root);
        findings.requireNoErrors();
        VersionLimits.check(root);
        findings.requireNoErrors();
        HealthChecks.check(root);
        QuicChecks.check(root);
        findings.requireNoErrors();
        return ConfigurationReader.read(root);
    }
}
