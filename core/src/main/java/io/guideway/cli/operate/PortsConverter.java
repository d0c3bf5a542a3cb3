package io.guideway.cli.operate;

import io.guideway.service.Ports;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Ports on the command line. */
final class PortsConverter implements ITypeConverter<Ports> {
    @Override
    public Ports convert(final String text) {
        try {
            return Ports.parse(text);
        } catch (final IllegalArgumentException notOne) {
            throw new TypeConversionException(notOne.getMessage());
        }
    }
}
