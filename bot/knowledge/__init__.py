"""What a shop knows that is no rule of after-sales: couriers, invoices, promotions, where a page is."""
