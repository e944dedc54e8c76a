"""What goes over the wire between the desk and its door. The names are those of the field, as the desk reads them."""
